#!/bin/sh
cat > ~/.aider.conf.yml << 'EOF'
model: ollama/qwen3:8b
EOF
