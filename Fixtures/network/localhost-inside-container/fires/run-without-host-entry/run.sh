#!/bin/sh
docker run -d -p 127.0.0.1:3000:8080 -v open-webui:/app/backend/data -e OLLAMA_BASE_URL=http://127.0.0.1:11434 --restart always ghcr.io/open-webui/open-webui:v0.6.30
