#!/bin/bash
sudo systemctl start ollama || ollama serve &
sudo systemctl restart ollama
OLLAMA_HOST=127.0.0.1:11500 ollama serve
