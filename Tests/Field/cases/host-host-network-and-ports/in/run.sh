#!/bin/sh
docker run -d --restart always --name presenton --network host -p 5000:80 -e LLM=ollama -e OLLAMA_URL=http://localhost:11434 -v ./app_data:/app/app_data ghcr.io/presenton/presenton:latest
