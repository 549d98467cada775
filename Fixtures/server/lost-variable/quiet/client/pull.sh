#!/bin/sh
sudo systemctl start ollama
export OLLAMA_HOST=127.0.0.1:11434
ollama list
