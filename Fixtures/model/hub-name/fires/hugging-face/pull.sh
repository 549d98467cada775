#!/bin/sh
ollama pull hf.co/unsloth/Qwen3-8B-GGUF/Q4_K_M
ollama pull hf.co/Qwen/Qwen2.5-7B-Instruct
ollama pull hf.co/unsloth/Qwen3-8B-GGUF:Q8
ollama pull hf.co/unsloth/DeepSeek-R1-0528-GGUF:UD-Q2_K_XL
ollama pull Qwen/Qwen3-8B-GGUF:Q8_0
