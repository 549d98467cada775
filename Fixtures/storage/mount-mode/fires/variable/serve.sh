#!/bin/sh
STORE=/mnt/nvme/llm:/root/.ollama
docker run -d --gpus all --name llm -p 127.0.0.1:11434:11434 \
  -v "$STORE":/root/.ollama \
  --restart unless-stopped ollama/ollama:0.32.15
