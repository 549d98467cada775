#!/bin/sh
export LLM_MODEL=ollama/devstral:24b
docker run -it --rm -e LLM_MODEL -e LLM_BASE_URL=http://host.docker.internal:11434 --add-host host.docker.internal:host-gateway -p 3000:3000 docker.all-hands.dev/all-hands-ai/openhands:0.40
