#!/bin/bash
curl -fsSL https://ollama.com/install.sh | sh
cat > /etc/systemd/system/ollama.service <<'UNIT'
[Service]
Environment="OLLAMA_HOST=${bind}:${port}"
ExecStart=/usr/local/bin/ollama serve
Restart=always
UNIT
