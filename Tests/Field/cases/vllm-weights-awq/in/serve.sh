#!/bin/sh
docker run --gpus all --ipc=host -p 127.0.0.1:8000:8000 -v hf:/root/.cache/huggingface vllm/vllm-openai:v0.20.2 --model Qwen/Qwen3-14B-AWQ
