#!/bin/sh
docker run -d --name engine --gpus all --ipc=host -p 127.0.0.1:8000:8000 --restart always \
  -v /srv/weights:/weights:r \
  vllm/vllm-openai:v0.25.1 --model /weights/qwen3-8b
