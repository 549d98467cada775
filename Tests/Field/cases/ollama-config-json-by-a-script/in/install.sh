#!/bin/bash
mkdir -p ~/.ollama
cat > ~/.ollama/config.json << 'EOF'
{
  "host": "0.0.0.0:11434",
  "keep_alive": "10m",
  "num_gpu": 999
}
EOF
