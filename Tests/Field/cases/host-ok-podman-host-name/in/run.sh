#!/bin/sh
podman run -d --restart always -p 127.0.0.1:3000:8080 -e OLLAMA_BASE_URL=http://host.containers.internal:11434 -v webui:/app/backend/data --name webui ghcr.io/open-webui/open-webui:v0.6.43
