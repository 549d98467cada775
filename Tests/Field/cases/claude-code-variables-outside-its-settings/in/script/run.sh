export ANTHROPIC_BASE_URL=http://localhost:11434
export ANTHROPIC_AUTH_TOKEN=ollama
export API_TIMEOUT_MS=600
claude --model qwen3-coder
