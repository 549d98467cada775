#!/bin/sh
exec llama-server -hf unsloth/Qwen3-Coder-30B-A3B-Instruct-GGUF:Q4_K_M \
  --host 127.0.0.1 --port 8081 -ngl 99 -c 65536 -np 4
