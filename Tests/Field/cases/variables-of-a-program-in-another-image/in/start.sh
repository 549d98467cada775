#!/bin/sh
docker run -d --name notes -e LLM_BINDING=ollama -e LLM_MODEL=qwen3:8b \
  -e LLM_BINDING_HOST=http://192.168.7.2:11434/v1 -e EMBEDDING_BINDING=ollama \
  -e EMBEDDING_BINDING_HOST=http://192.168.7.2:11434 -e EMBEDDING_MODEL=nomic-embed-text team/notes:3
