#!/bin/sh
docker run -d --name a --gpus all --ipc=host --restart always -v hub:/root/.cache/huggingface vllm/vllm-openai:v0.11.2 Qwen/Qwen3-8B
docker run -d --name b --gpus all --ipc=host --restart always -v hub:/root/.cache/huggingface vllm/vllm-openai:v0.10.2 --model Qwen/Qwen3-8B
docker run -d --name c --gpus all --ipc=host --restart always -v hub:/root/.cache/huggingface --entrypoint vllm vllm/vllm-openai:v0.10.2 serve Qwen/Qwen3-8B
