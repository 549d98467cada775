#!/bin/sh
OLLAMA_BASE_URL=http://host.docker.internal:11434 docker compose --profile site up
