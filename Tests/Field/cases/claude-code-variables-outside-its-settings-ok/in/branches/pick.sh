case "$1" in
  aws) export CLAUDE_CODE_USE_BEDROCK=1 ;;
  local) export ANTHROPIC_BASE_URL=http://localhost:11434; export ANTHROPIC_AUTH_TOKEN=ollama ;;
esac
claude
