#!/bin/sh
docker run -d --restart always --gpus all --ipc=host -v hf:/root/.cache/huggingface -p 127.0.0.1:8000:8000 -e HF_TOKEN=$HF_TOKEN vllm/vllm-openai:v0.33.0 --model google/gemma-4-31B
