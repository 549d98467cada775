#!/bin/sh
docker run -d --name vllm --gpus all --ipc=host --restart always --user 1000 -v hub:/hub -e HF_HOME=/hub vllm/vllm-openai:v0.23.0 Qwen/Qwen3-8B
