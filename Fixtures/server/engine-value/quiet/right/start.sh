#!/bin/sh
llama-server -m "$MODEL" -c "$CONTEXT" --cache-type-k q8_0 -ctv bf16 -t $(nproc) --port 8080
vllm serve Qwen/Qwen3-8B --dtype bfloat16 --gpu-memory-utilization 0.9
