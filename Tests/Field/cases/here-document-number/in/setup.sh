#!/bin/bash
cat > "$HOME/.config/opencode/opencode.json" <<EOF
{
  "\$schema": "https://opencode.ai/config.json",
  "provider": {
    "ollama": {
      "npm": "@ai-sdk/openai-compatible",
      "options": { "baseURL": "http://localhost:11434/v1" },
      "models": { "qwen3:8b": { "limit": { "context": ${CONTEXT:-65536}, "output": 8192 } } }
    }
  }
}
EOF
