#!/bin/bash
mkdir -p /etc/systemd/system/ollama.service.d
cat > /etc/systemd/system/ollama.service.d/10-limits.conf <<EOF
[Service]
Environment=OLLAMA_MAX_LOADED_MODEL=1
EOF
systemctl daemon-reload; systemctl restart ollama
