$env:ANTHROPIC_BASE_URL = "http://localhost:11434/v1"
$env:ANTHROPIC_AUTH_TOKEN = "ollama"
claude --model qwen3-coder:30b
