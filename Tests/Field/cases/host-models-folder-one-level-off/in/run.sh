#!/bin/sh
docker run -d --restart unless-stopped -v "$HOME/.ollama/models:/root/.ollama" -p 127.0.0.1:11434:11434 --name ollama ollama/ollama
