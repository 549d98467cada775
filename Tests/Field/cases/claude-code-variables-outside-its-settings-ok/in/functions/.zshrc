claude-aws() { CLAUDE_CODE_USE_BEDROCK=1 claude "$@"; }
claude-local() { ANTHROPIC_BASE_URL=http://localhost:11434 ANTHROPIC_AUTH_TOKEN=ollama claude --model qwen3-coder "$@"; }
