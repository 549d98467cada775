#!/bin/sh
docker run -d --gpus all -v models:/root/.ollama -p 127.0.0.1:11434:11434 --name llm --restart unless-stopped ollama/ollama:0.32.15
docker exec -e OLLAMA_DEBUG=1 ollama-server ollama pull qwen3:8b
