#!/bin/sh
podman run -d --name llm --device nvidia.com/gpu=all --restart=always \
  -v llm:/root/.ollama:/root/.ollama -p 127.0.0.1:11434:11434 docker.io/ollama/ollama:0.32.15
