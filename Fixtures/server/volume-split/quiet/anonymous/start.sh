#!/bin/sh
docker run -d --gpus all -v ollama:/root/.ollama -v /cache -p 127.0.0.1:11434:11434 --name ollama --restart unless-stopped ollama/ollama:0.32.15
