#!/bin/sh
docker run -d --name chat-v -p 3000:8080 --restart always -v open-webui:/app/backend/data -e OLLAMA_BASE_URL=http://gpubox.lan:11434 ghcr.io/open-webui/open-webui:v0.6.5
