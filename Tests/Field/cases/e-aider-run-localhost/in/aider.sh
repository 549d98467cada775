#!/bin/sh
docker run -it --rm -v "$PWD:/app" \
  -e OLLAMA_API_BASE=http://127.0.0.1:11434 \
  paulgauthier/aider --model ollama_chat/qwen2.5-coder:14b
