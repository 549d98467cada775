#!/bin/bash
if ! command -v ollama >/dev/null; then
  brew install ollama
fi
ollama pull qwen3:8b
