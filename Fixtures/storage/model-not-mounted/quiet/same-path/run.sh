#!/bin/bash
docker run --gpus all -p 8080:80 -v "$PWD/models:$PWD/models" ghcr.io/huggingface/text-generation-inference:3.3.4 --model-id $PWD/models/qwen3
vllm serve /home/me/.cache/huggingface/hub/models--Qwen--Qwen3-8B/snapshots/0a1b2c
