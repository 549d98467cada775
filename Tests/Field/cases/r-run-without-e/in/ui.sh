#!/bin/sh
docker run -d -p 127.0.0.1:8090:8080 --add-host host.docker.internal:host-gateway OLLAMA_BASE_URL=http://host.docker.internal:11434 ghcr.io/acme/ui:2
