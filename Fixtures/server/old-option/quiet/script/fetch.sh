#!/bin/sh
pip install "huggingface_hub<1.0"
hf download Qwen/Qwen3-8B-GGUF Qwen3-8B-Q4_K_M.gguf --local-dir models
llama-server -m models/Qwen3-8B-Q4_K_M.gguf --port 8081
