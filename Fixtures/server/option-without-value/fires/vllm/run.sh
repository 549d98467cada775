#!/bin/sh
docker run --gpus all -v ~/.cache/huggingface:/root/.cache/huggingface -p 8000:8000 -e --ipc=host vllm/vllm-openai:v0.20.0 --model Qwen/Qwen3-8B
