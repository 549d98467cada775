#!/bin/bash
set -e
docker build -t assistant .
docker run -d --name ollama --restart unless-stopped --gpus all \
  -e HTTPS_PROXY=http://proxy.example.net:8080 \
  -e HTTP_PROXY=http://proxy.example.net:8080 \
  -v ollama:/root/.ollama -p 127.0.0.1:11434:11434 assistant
