#!/bin/sh
docker run -d --restart unless-stopped --runtime nvidia --name ollama \
  -v /data/ollama:/data/models/ollama/models -p 127.0.0.1:11434:11434 \
  dustynv/ollama:r36.4.0 ollama serve
