#!/bin/sh
docker run -d --name open-webui-2 --restart always \
  -p 127.0.0.1:3001:8080 -v webui2:/app/backend/data \
  -e OLLAMA_API_BASE_URL=http://192.168.4.2:1234 \
  ghcr.io/open-webui/open-webui:v0.6.36
