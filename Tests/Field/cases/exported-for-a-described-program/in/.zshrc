# Copilot on this machine
export COPILOT_PROVIDER_BASE_URL=http://localhost:11434/v1
export COPILOT_PROVIDER_TYPE=ollama
export COPILOT_MODEL=qwen3-coder:30b
