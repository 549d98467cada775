export CLAUDE_CODE_USE_BEDROCK=0
export ANTHROPIC_BASE_URL=http://localhost:11434
export ANTHROPIC_AUTH_TOKEN=ollama
claude
