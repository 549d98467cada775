export CLAUDE_CODE_USE_BEDROCK=1
if [ -n "$LOCAL" ]; then
  unset CLAUDE_CODE_USE_BEDROCK
  export ANTHROPIC_BASE_URL=http://localhost:11434
fi
claude
