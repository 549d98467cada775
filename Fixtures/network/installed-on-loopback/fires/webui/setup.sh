#!/bin/bash
curl -fsSL https://ollama.com/install.sh | sh
ollama pull llama3.1:8b
docker run -d -p 127.0.0.1:3000:8080 --add-host=host.docker.internal:host-gateway -v open-webui:/app/backend/data \
  --name open-webui --restart always ghcr.io/open-webui/open-webui:v0.8.5
