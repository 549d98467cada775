#!/bin/bash
set -ex
curl -fsSL https://ollama.com/install.sh | sh
systemctl enable --now ollama
until curl -sf http://localhost:11434 >/dev/null; do sleep 1; done
sudo -u ubuntu ollama pull qwen3:8b
