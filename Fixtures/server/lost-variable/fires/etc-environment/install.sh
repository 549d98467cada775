#!/bin/sh
curl -fsSL https://ollama.com/install.sh | sh
echo 'OLLAMA_CONTEXT_LENGTH=16384' | sudo tee -a /etc/environment
sudo systemctl restart ollama.service
