#!/bin/bash
curl -fL https://github.com/ollama/ollama/releases/download/v0.12.6/ollama-linux-amd64.tgz | sudo tar -xz -C /usr
curl -fsSL https://ollama.com/download/ollama-linux-amd64.tgz?version=0.12.6 -o o.tgz
curl -fsSL https://ollama.com/download/ollama-linux-amd64.tar.zst | sudo tar --zstd -x -C /usr
curl -fsSL https://ollama.com/install.sh | sh
