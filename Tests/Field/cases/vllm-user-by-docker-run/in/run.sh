#!/bin/sh
docker run -d --name vllm --gpus all --ipc=host --restart always --user 1000 -v hub:/hub -e VLLM_LOGGING_LEVEL=INFO vllm/vllm-openai:v0.23.0 Qwen/Qwen3-8B
