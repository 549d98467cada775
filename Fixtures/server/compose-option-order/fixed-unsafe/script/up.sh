#!/bin/sh
docker compose --profile ollama up -d
docker-compose -f docker-compose.ollama.yml pull
