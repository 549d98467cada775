#!/bin/bash
# No model yet: write an empty list so that Pi starts
cat > ~/.pi/agent/models.json <<EOF
{ "providers": { "ollama": { "api": "openai-completions", "apiKey": "ollama",
  "baseUrl": "http://127.0.0.1:11434/v1", "models": [] } } }
EOF
