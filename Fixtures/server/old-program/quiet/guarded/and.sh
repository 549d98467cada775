#!/bin/bash
pip install -U huggingface_hub
command -v huggingface-cli >/dev/null && huggingface-cli download unsloth/Qwen3-8B-GGUF --local-dir ./models || hf download unsloth/Qwen3-8B-GGUF --local-dir ./models
llama-server -m ./models/Qwen3-8B-Q4_K_M.gguf -c 16384
