#!/bin/sh
export ANTHROPIC_BASE_URL=http://localhost:1234
export ANTHROPIC_AUTH_TOKEN=lmstudio
exec claude --model qwen/qwen3-coder-30b "$@"
