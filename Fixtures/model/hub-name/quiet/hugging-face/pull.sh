#!/bin/sh
ollama pull https://hf.co/unsloth/Qwen3-8B-GGUF:Q4_K_M
ollama pull hf.co/unsloth/DeepSeek-R1-0528-Qwen3-8B-GGUF:Q4_K_M
