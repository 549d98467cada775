#!/bin/sh
docker run -d --name open-webui \
  -e OLLAMA_API_BASE_URL=http://10.10.1.201:11434/api \
  -p 1337:8080 \
  -v open-webui:/app/backend/data \
  ghcr.io/open-webui/open-webui:v0.6.41
