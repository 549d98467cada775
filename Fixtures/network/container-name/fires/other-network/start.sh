#!/bin/sh
docker network create models
docker network create web
docker run -d --gpus all --name ollama --network models --restart always -v ollama:/root/.ollama ollama/ollama:0.32.15
docker run -d --name chat --network web --restart always -v chat:/app/backend/data \
  -e OLLAMA_BASE_URL=http://ollama:11434 ghcr.io/open-webui/open-webui:v0.6.40
