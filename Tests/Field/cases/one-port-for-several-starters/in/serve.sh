#!/bin/bash
MODEL=${1:-Qwen/Qwen2.5-Coder-7B-Instruct}
vllm serve "$MODEL" --port 8000 --enable-auto-tool-choice --tool-call-parser hermes
