#!/bin/sh
if ! curl -sf http://localhost:11434/api/tags >/dev/null; then
  ollama serve &
  until ollama list >/dev/null 2>&1; do sleep 1; done
fi
ollama pull qwen3-coder:30b
