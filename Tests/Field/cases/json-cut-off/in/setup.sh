#!/bin/bash
ollama pull qwen3:8b
cat > ~/.config/opencode/opencode.json <<'EOF'
{
  "provider": {
    "ollama": {
      "models": { "qwen3:8b": {} }
EOF
echo done >> setup.log
