#!/usr/bin/env bash
set -euo pipefail
for name in qwen2.5:7b gemma4:2b; do
  ollama pull "$name"
done
