#!/bin/sh
docker run -d --name ollama -v models:/root/.ollama -p 3000:8080 --restart always --gpus all ollama/ollama:0.32.15
docker run -d --name webui --network container:ollama -e OLLAMA_BASE_URL=http://localhost:11434 \
  -v webui:/app/backend/data --restart always ghcr.io/open-webui/open-webui:v0.6.5
