#!/bin/sh
podman pod create --name ai -p 3000:8080
podman run -d --pod ai --name ollama --restart always -v ollama:/root/.ollama --device nvidia.com/gpu=all docker.io/ollama/ollama:0.12.3
podman run -d --pod ai --name webui --restart always -v webui:/app/backend/data -e OLLAMA_BASE_URL=http://localhost:11434 ghcr.io/open-webui/open-webui:v0.6.32
