#!/bin/sh
export LLM_MODEL=ollama/devstral:24b
export LLM_API_KEY=none
docker run -it --rm -e LLM_API_KEY -p 3000:3000 docker.all-hands.dev/all-hands-ai/openhands:0.40
