#!/bin/sh
docker run -d --name vllm \
  -v models:/root/.cache/huggingface \
  vllm/vllm-openai:v0.20.1 \
  --model Qwen/Qwen3-8B \
  --gpus all \
  --shm-size=8g
