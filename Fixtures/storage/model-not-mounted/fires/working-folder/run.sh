#!/bin/bash
docker run --gpus all -p 8080:80 -v $PWD/data:/data ghcr.io/huggingface/text-generation-inference:3.3.4 --model-id $PWD/qwen3
