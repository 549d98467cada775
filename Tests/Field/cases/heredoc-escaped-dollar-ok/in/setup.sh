#!/bin/sh
port=11434
cat > "$HOME/.config/opencode/opencode.json" <<EOF
{ "\$schema": "https://opencode.ai/config.json", "model": "ollama/qwen3:8b",
  "provider": { "ollama": { "npm": "@ai-sdk/openai-compatible", \
    "options": { "baseURL": "http://localhost:$port/v1" }, "models": { "qwen3:8b": { "limit": { "context": 40960, "output": 8192 } } } } } }
EOF
