#!/bin/sh
docker run -d --name ollama --gpus=all --restart unless-stopped \
  -v ollama:/root/.ollama ollama/ollama:0.32.15
docker run -d --name app --network container:ollama \
  -e OLLAMA_BASE_URL=http://localhost:11434 example/app:1.2.0
docker run -d --name tool --network "container:$SERVER" \
  -e OLLAMA_BASE_URL=http://localhost:11434 example/tool:1.2.0
