#!/bin/sh
docker run -d --restart always --name open-webui -p 127.0.0.1:3000:8080 -v webui:/app/backend/data -e OLLAMA_URL=http://192.168.1.5:11434 -e WEBUI_SECRET_KEY=$KEY ghcr.io/open-webui/open-webui:v0.7.2
