#!/bin/sh
pip install -U huggingface_hub
hf download Qwen/Qwen3-8B-GGUF Qwen3-8B-Q4_K_M.gguf --local-dir models --local-dir-use-symlinks False
llama-server -m models/Qwen3-8B-Q4_K_M.gguf --port 8081
