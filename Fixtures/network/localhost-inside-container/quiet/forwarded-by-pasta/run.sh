#!/bin/sh
podman run -d --network=pasta:-T,11434 -e OLLAMA_BASE_URL=http://localhost:11434 -v chat:/app/backend/data --name chat --restart always ghcr.io/open-webui/open-webui:v0.6.30
