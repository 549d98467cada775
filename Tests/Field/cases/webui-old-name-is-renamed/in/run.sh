#!/bin/sh
docker run -d --name open-webui --restart always \
  -p 127.0.0.1:3000:8080 -v webui:/app/backend/data \
  -e OLLAMA_API_BASE_URL=http://192.168.4.2:11434/api \
  ghcr.io/open-webui/open-webui:v0.6.36
