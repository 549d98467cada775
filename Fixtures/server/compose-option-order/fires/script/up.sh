#!/bin/sh
docker compose up -d --profile ollama
docker-compose pull -f docker-compose.ollama.yml
