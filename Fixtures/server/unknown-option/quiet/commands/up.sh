#!/bin/sh
docker run -d --volume models:/root/.ollama -p 127.0.0.1:11434:11434 --name ollama --restart unless-stopped --gpus all ollama/ollama:0.32.15
docker run --rm acme/tool --ports 80
ollama run qwen3:8b --keepalive 1h --verbose
