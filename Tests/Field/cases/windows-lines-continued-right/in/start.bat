@echo off
docker run -d -p 127.0.0.1:3000:8080 ^
  -e OLLAMA_BASE_URL=http://host.docker.internal:11434 ^
  -v webui:/app/backend/data ^
  --restart always --name open-webui ghcr.io/open-webui/open-webui:v0.9.2
