#!/bin/sh
sudo mkdir -p /etc/systemd/system/ollama.service.d
sudo tee /etc/systemd/system/ollama.service.d/override.conf > /dev/null << 'EOF'
[Service]
# Listen on all interfaces so that Windows programs can reach the API
Environment="OLLAMA_HOST=0.0.0.0:11434"
EOF
