#!/bin/sh
for m in qwen3:8b nomic-embed-text; do ollama pull "$m"; done
ollama pull hf.co/bartowski/Qwen2.5-Coder-7B-Instruct-GGUF:Q4_K_M
ollama pull deepseek-coder-v2:16b-lite-instruct-q5_K_M
ollama pull taozhiyuai/openbiollm-llama-3-chinese
ollama run my-own-model
ollama pull registry.example.com/team/qwen-7b
