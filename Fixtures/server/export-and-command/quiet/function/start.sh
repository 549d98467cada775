#!/bin/bash
export OLLAMA_MODELS=/srv/ollama serve=1
OLLAMA_HOST=127.0.0.1 ollama serve
