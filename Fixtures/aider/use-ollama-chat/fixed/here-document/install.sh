#!/bin/sh
cat > ~/.aider.conf.yml << 'EOF'
model: ollama_chat/qwen3:8b
EOF
