#!/bin/sh
docker run --runtime nvidia --gpus all -v ~/.cache/huggingface:/root/.cache/huggingface \
  -p 8080:8000 --ipc=host vllm/vllm-openai:v0.20.0 --model Qwen/Qwen3-8B
