#!/bin/sh
docker run -d -p 3000:8080 -p 11434:11434 --gpus=all --restart always \
  -v ollama:/root/.ollama -v open-webui:/app/backend/data --name open-webui ghcr.io/open-webui/open-webui:v0.8.5-ollama
