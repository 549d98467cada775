#!/bin/bash
cat > /etc/systemd/system/ollama.service.d/override.conf <<EOF
[Service]
Environment="OLLAMA_HOST=0.0.0.0:11434"
EOF
ufw default deny incoming
ufw allow in on tailscale0 to any port 11434 proto tcp
ufw enable
