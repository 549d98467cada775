#!/bin/sh
export OLLAMA_API_BASE=http://localhost:11434
docker run --rm -p 4000:4000 -v ./c.yaml:/app/config.yaml ghcr.io/berriai/litellm:v1.80.0-stable --config /app/config.yaml
