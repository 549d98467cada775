#!/bin/sh
exec python3 -m sglang.launch_server --model-path https://huggingface.co/Qwen/Qwen3-8B --port 30000
