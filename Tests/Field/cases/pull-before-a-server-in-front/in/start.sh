#!/bin/sh
up() { ollama serve; }
get() { ollama pull qwen3:8b; }
ollama serve & until ollama list >/dev/null 2>&1; do sleep 1; done; ollama pull qwen3:8b
wait
