#!/bin/sh
cat <<EOF | sudo tee /etc/systemd/system/ollama.service
[Unit]
Description=Ollama
[Service]
ExecStart=/usr/local/bin/ollama serve
User=ollama
Restart=always
[Install]
WantedBy=default.target
EOF
