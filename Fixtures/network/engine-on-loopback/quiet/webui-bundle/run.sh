#!/bin/sh
docker run -d -p 3000:8080 -p 127.0.0.1:11434:11434 -e OLLAMA_HOST=0.0.0.0 --gpus=all --restart always \
  -v ollama:/root/.ollama -v open-webui:/app/backend/data --name open-webui ghcr.io/open-webui/open-webui:v0.8.5-ollama
