#!/bin/sh
export LLM_MODEL="ollama/qwen3:8b"
export LLM_BASE_URL="http://localhost:11434/v1"
export WORKSPACE_BASE=/home/me/w
poetry run python -m openhands.core.main
