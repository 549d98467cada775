#!/bin/sh
docker run -d --restart always --gpus=all -v ollama:/root/.ollama --name ollama ollama/ollama:0.32.15
docker run -d --restart always -p 127.0.0.1:3000:8080 -e OLLAMA_BASE_URL=http://ollama:11434 -v open-webui:/app/backend/data --name open-webui ghcr.io/open-webui/open-webui:v0.6.30
