#!/bin/sh
llama-server -m qwen3-8b.gguf -c 4096 -np 8 --kv-unified --port 8081 &
exec llama-server -m nomic-embed-text-v1.5.Q8_0.gguf -c 2048 -ub 2048 --embedding --port 8082
