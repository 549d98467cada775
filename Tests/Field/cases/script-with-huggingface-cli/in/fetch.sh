#!/bin/bash
pip install -U huggingface_hub
huggingface-cli download bartowski/Qwen_Qwen3-8B-GGUF Qwen_Qwen3-8B-Q4_K_M.gguf --local-dir ./gguf
llama-server -m ./gguf/Qwen_Qwen3-8B-Q4_K_M.gguf -c 16384
