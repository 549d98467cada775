#!/bin/sh
docker build -t ollama/ollama .
docker run -d --gpus all --restart always -v models:/root/.ollama \
  --health-cmd "curl -f http://localhost:11434" ollama/ollama
