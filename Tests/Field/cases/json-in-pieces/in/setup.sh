#!/bin/bash
ollama pull qwen3:8b
cat > ~/.config/opencode/opencode.json <<'EOF'
{
  "provider": {
    "ollama": {
      "models": {
EOF
printf '"%s": {}' "$1" >> ~/.config/opencode/opencode.json
cat >> ~/.config/opencode/opencode.json <<'EOF'
      }
    }
  }
}
EOF
