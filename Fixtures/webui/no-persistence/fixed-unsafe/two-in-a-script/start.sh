#!/bin/sh
docker run -v family-data:/app/backend/data -d --name family --restart always -e OLLAMA_BASE_URL=http://10.0.0.5:11434 ghcr.io/open-webui/open-webui:v0.6.30
docker run -v work-data:/app/backend/data -d --name work --restart always -e OLLAMA_BASE_URL=http://10.0.0.5:11434 ghcr.io/open-webui/open-webui:v0.6.30
