#!/bin/sh
docker run -d --name notes -p 127.0.0.1:7878:7878 -e OLLAMA_HOST=http://172.17.0.1:11434 ghcr.io/acme/notes
docker run --rm ghcr.io/acme/tool OLLAMA_HOST=http://172.17.0.1:11434
