#!/bin/sh
docker run -d --gpus all --restart unless-stopped -v ollama:/root/.ollama -p 127.0.0.1:11434:11434 -e OLLAMA_KEEP_ALIVE=-1 -e OLLAMA_FLASH_ATTENTION=1 -e OLLAMA_KEEP_ALIVE=12h ollama/ollama:0.32.15
