ollama launch claude --model qwen3-coder:30b
