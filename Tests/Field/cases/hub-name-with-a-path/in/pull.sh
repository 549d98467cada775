#!/bin/sh
ollama pull hf.co/unsloth/Qwen3-8B-GGUF/Q4_K_M
ollama pull hf.co/bartowski/Qwen2.5-Coder-7B-Instruct-GGUF/resolve/main/Qwen2.5-Coder-7B-Instruct-Q4_K_M.gguf
