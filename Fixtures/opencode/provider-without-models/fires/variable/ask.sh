#!/bin/sh
export OPENCODE_CONFIG_CONTENT='{"provider":{"ollama":{"npm":"@ai-sdk/openai-compatible","options":{"baseURL":"http://localhost:11434/v1"}}}}'
opencode run --model ollama/qwen3-coder:30b "$@"
