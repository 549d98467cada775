#!/bin/sh
. ./network.sh
docker run -d --name one $NETWORK_OPTIONS --restart always -v one:/app/backend/data -e OLLAMA_BASE_URL=http://localhost:11434 ghcr.io/open-webui/open-webui:v0.6.30
docker run -d --name two --network="$NETWORK" --restart always -v two:/app/backend/data -e OLLAMA_BASE_URL=http://localhost:11434 ghcr.io/open-webui/open-webui:v0.6.30
