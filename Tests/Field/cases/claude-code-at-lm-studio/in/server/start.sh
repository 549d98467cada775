#!/bin/sh
llama-server -hf unsloth/Qwen3-Coder-30B-A3B-Instruct-GGUF:Q4_K_M --port 8001 --jinja -c 65536
