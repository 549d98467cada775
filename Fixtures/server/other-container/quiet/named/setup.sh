#!/bin/sh
docker compose up -d
docker exec -it ollama ollama pull qwen3:8b
docker compose exec ollama ollama list

