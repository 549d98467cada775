#!/bin/bash
export OLLAMA_MODELS=/data/models
ollama serve &
until ollama list; do sleep 1; done
ollama pull qwen3:8b
wait
