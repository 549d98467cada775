#!/bin/bash
cat > ~/.config/opencode/opencode.json << 'EOF'
"provider": {
  "ollama": { "options": { "baseURL": "http://localhost:11434/v1" } }
}
EOF
