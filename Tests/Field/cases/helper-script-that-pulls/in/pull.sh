ollama pull qwen3:8b
