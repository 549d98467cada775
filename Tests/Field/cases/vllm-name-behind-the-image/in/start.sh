#!/bin/sh
docker run -d --restart unless-stopped --gpus all --ipc=host -p 127.0.0.1:8000:8000 -v hub:/root/.cache/huggingface vllm/vllm-openai:v0.20.2 --model Qwen/Qwen3-8B --name vllm
