#!/bin/bash
ollama serve &
until curl -sf http://localhost:11434/api/tags; do sleep 1; done
ollama pull qwen3:8b
wait
