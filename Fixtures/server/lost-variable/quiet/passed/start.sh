#!/bin/sh
export OLLAMA_NUM_PARALLEL=2
export OLLAMA_KEEP_ALIVE=2h
docker run -d --gpus all --restart unless-stopped -v ollama:/root/.ollama -p 127.0.0.1:11434:11434 \
  -e OLLAMA_NUM_PARALLEL -e OLLAMA_KEEP_ALIVE="$OLLAMA_KEEP_ALIVE" --name ollama ollama/ollama:0.32.15
