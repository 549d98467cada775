#!/bin/sh
docker run -d --name anythingllm --network ai --restart unless-stopped \
  -e LLM_PROVIDER=ollama -e OLLAMA_BASE_PATH=http://ollama:11434 -e OLLAMA_MODEL_PREF=llama3.1:8b \
  -v anythingllm:/app/server/storage mintplexlabs/anythingllm:1.9.0
