#!/bin/bash
curl -fsSL https://ollama.com/install.sh | sh
docker run -d --network=host -e OLLAMA_BASE_URL=http://127.0.0.1:11434 -v open-webui:/app/backend/data \
  --name open-webui --restart always ghcr.io/open-webui/open-webui:v0.8.5
