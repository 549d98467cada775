#!/bin/bash
if ! command -v huggingface-cli >/dev/null; then
  pip install huggingface_hub
fi
huggingface-cli download unsloth/Qwen3-8B-GGUF --local-dir ./models
llama-server -m ./models/Qwen3-8B-Q4_K_M.gguf -c 16384
