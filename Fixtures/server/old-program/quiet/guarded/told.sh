#!/bin/bash
if ! command -v huggingface-cli >/dev/null; then
  echo "huggingface-cli is missing: pip install huggingface_hub" >&2
  exit 1
fi
huggingface-cli download unsloth/Qwen3-8B-GGUF --local-dir ./models
llama-server -m ./models/Qwen3-8B-Q4_K_M.gguf -c 16384
