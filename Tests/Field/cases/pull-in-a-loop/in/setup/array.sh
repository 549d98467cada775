#!/usr/bin/env bash
WANTED=(
  "llama3.2:3b"   # chat
  "qwen2.5:2b"    # small (fast)
)
for each in "${WANTED[@]}"; do
  ollama pull "$each"
done
