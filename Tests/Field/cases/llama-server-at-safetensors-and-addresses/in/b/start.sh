#!/bin/sh
exec llama-server -m https://huggingface.co/Qwen/Qwen3-8B-GGUF/resolve/main/Qwen3-8B-Q4_K_M.gguf --port 8080
