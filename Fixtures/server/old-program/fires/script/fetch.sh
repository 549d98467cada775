#!/bin/bash
pip install -U huggingface_hub
huggingface-cli download unsloth/Qwen3-8B-GGUF Qwen3-8B-Q4_K_M.gguf --local-dir ./models
llama-server -m ./models/Qwen3-8B-Q4_K_M.gguf -c 16384
