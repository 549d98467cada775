#!/bin/sh
docker run -d --gpus all -e OLLAMA_HOST=10.0.0.5 -p 11434:11434 -v models:/root/.ollama --restart always --name ollama ollama/ollama:0.32.15
