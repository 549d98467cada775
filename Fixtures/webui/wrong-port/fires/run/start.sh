#!/bin/sh
docker run -d -p 127.0.0.1:3000:3000 -v open-webui:/app/backend/data \
  -e OLLAMA_BASE_URL=http://host.docker.internal:11434 --name open-webui ghcr.io/open-webui/open-webui:v0.11.0
