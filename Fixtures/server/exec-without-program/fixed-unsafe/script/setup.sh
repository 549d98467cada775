#!/bin/sh
docker run -d --name ollama -v models:/root/.ollama -p 127.0.0.1:11434:11434 ollama/ollama:0.32.15
docker exec ollama ollama pull qwen3:8b
docker compose exec -T ollama ollama run qwen3:8b "Say hello"
