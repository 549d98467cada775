#!/bin/bash
pip install "huggingface_hub==0.34.4"
if command -v huggingface-cli >/dev/null; then
  huggingface-cli download bartowski/Qwen_Qwen3-8B-GGUF --local-dir ./gguf
fi
