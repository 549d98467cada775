#!/bin/sh
docker run -d -p 3000:8080 --restart always -e OLLAMA_BASE_URL=http://gpubox.lan:11434 -v open-webui:/app/backend/data ghcr.io/open-webui/open-webui:v0.6.5
