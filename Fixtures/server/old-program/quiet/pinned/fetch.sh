#!/bin/bash
pip install "huggingface_hub==0.34.4"
command -v huggingface-cli && huggingface-cli download unsloth/Qwen3-8B-GGUF Qwen3-8B-Q4_K_M.gguf --local-dir ./models
llama-server -m ./models/Qwen3-8B-Q4_K_M.gguf -c 16384
