#!/bin/sh
export OLLAMA_MODELS=/srv/models
mkdir -p /etc/systemd/system/ollama.service.d
printf '[Service]\nEnvironment="OLLAMA_MODELS=%s"\n' "$OLLAMA_MODELS" > /etc/systemd/system/ollama.service.d/models.conf
systemctl daemon-reload
systemctl restart ollama
