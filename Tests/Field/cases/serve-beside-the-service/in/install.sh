#!/bin/sh
curl -fsSL https://ollama.com/install.sh | sh
sudo systemctl enable --now ollama
ollama serve &
sleep 5
ollama pull llama3.2
