#!/bin/bash
brew install ollama
brew services start ollama
until ollama list >/dev/null 2>&1; do sleep 1; done
ollama pull qwen3:8b
