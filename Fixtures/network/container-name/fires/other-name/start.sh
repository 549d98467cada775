#!/bin/sh
docker network create ai
docker run -d --gpus all --name ollama-gpu --network ai --restart always -v ollama:/root/.ollama ollama/ollama:0.32.15
docker run -d --name chat --network ai --restart always -v chat:/app/backend/data \
  -e OLLAMA_BASE_URL=http://ollama:11434 ghcr.io/open-webui/open-webui:v0.6.40
