#!/bin/sh
docker run -v ollama:/mnt/models -d --name ollama --gpus=all --restart unless-stopped \
  -e OLLAMA_MODELS=/mnt/models -v /srv/ollama:/root/.ollama \
  -p 127.0.0.1:11434:11434 ollama/ollama:0.32.15
