#!/bin/sh
cat > "$HOME/.config/opencode/opencode.json" <<EOF
{ "\$schema": "https://opencode.ai/config.json",
  "provider": { "ollama": { "npm": "@ai-sdk/openai-compatible",
    "options": { "baseURL": "http://localhost:11434" }, "models": { "qwen3:8b": {} } } } }
EOF
