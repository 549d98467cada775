#!/bin/sh
docker run --gpus all -v ~/.cache/huggingface:/root/.cache/huggingface \
  -p 8080:8080 --ipc=host vllm/vllm-openai:v0.20.0 --model Qwen/Qwen3-8B --port 8080
docker run --gpus all -v ~/.cache/huggingface:/root/.cache/huggingface \
  -p 8081:8000 --ipc=host vllm/vllm-openai:v0.20.0 --model Qwen/Qwen3-8B
