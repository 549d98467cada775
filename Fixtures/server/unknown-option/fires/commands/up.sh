#!/bin/sh
docker run -d --volumes models:/root/.ollama -p 127.0.0.1:11434:11434 --name ollama --restart unless-stopped --gpus all ollama/ollama:0.32.15
ollama run qwen3:8b --keep_alive 1h
ollama run qwen3:8b --num_ctx 8192
ollama serve --port 11435
