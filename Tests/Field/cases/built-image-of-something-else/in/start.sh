#!/bin/bash
set -e
docker build -t assistant .
docker run -d --name assistant --restart unless-stopped \
  -e HTTP_PROXY=http://proxy.example.net:8080 \
  -e OLLAMA_BASE_URL=http://192.168.7.4:11434 -p 127.0.0.1:8000:8000 assistant
