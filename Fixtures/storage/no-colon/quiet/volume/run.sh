#!/bin/sh
docker run -d --gpus all --restart unless-stopped -p 127.0.0.1:11434:11434 \
  -v ~/.ollama:/root/.ollama --name ollama ollama/ollama:0.32.15
