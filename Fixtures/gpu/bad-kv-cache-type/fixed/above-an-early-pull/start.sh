#!/bin/sh
export OLLAMA_KV_CACHE_TYPE=q8_0
ollama serve &
ollama pull llama3.1:8b
