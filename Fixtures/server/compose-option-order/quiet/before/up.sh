#!/bin/sh
docker compose --profile ollama -f docker-compose.yml up -d
docker compose logs -f ollama
docker compose rm -f ollama
docker compose run -p 127.0.0.1:11434:11434 ollama serve
docker compose exec ollama ollama create coder -f /models/Modelfile
docker-compose -f docker-compose.yml exec -T ollama ollama list
