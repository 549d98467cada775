#!/bin/sh
set -eu
export OLLAMA_HOST=0.0.0.0:11434 OLLAMA_ORIGINS=*
export OLLAMA_KEEP_ALIVE
echo OLLAMA_HOST: "$OLLAMA_HOST"
ollama serve
