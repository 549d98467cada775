#!/bin/sh
# ./start.sh [ADDRESS]
BIND="localhost"
run() {
  address="${1:-$BIND}"
  docker run -d --restart unless-stopped --gpus all --network host -v models:/root/.ollama -e OLLAMA_HOST="$address" --name llm ollama/ollama:0.32.15
}
run "$1"
