#!/bin/sh
docker run -d --network none -e OLLAMA_BASE_URL=http://localhost:11434 -v webui:/app/backend/data ghcr.io/open-webui/open-webui:v0.6.30
