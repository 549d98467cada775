#!/bin/sh
docker run -d --restart unless-stopped -v ollama:/root/.ollama -p 127.0.0.1:11434:80 --name ollama ollama/ollama:0.32.15
