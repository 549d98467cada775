#!/bin/sh
docker run --rm --name vllm --gpus all --ipc host -p 127.0.0.1:8000:8000 vllm/vllm-openai:v0.11.0 --model Qwen/Qwen3-8B
