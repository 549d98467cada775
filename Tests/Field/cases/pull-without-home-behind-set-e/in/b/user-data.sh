#!/bin/bash
curl -fsSL https://ollama.com/install.sh | sh
ollama pull llama3.1:8b
docker compose up -d
