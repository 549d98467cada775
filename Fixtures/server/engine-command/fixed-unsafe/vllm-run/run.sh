#!/bin/sh
docker run --shm-size=8g --gpus all -d --name vllm \
  -v models:/root/.cache/huggingface \
  vllm/vllm-openai:v0.20.1 \
  --model Qwen/Qwen3-8B
