#!/bin/bash
OLLAMA_HOST="localhost"
start() {
  local host="${1:-$OLLAMA_HOST}"
  docker run -d --gpus all --network=host -v ollama:/root/.ollama --env OLLAMA_HOST="${host}" --name ollama ollama/ollama
}
start
