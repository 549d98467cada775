#!/bin/bash
sudo tee /etc/systemd/system/ollama.service.d/override.conf <<'EOF' >/dev/null
[Service]
Environment="OLLAMA_KEEP_ALVE=2h"
EOF
sudo systemctl daemon-reload
