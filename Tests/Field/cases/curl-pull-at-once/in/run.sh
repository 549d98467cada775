#!/bin/sh
ollama serve > /var/log/ollama.log 2>&1 &
curl -s http://127.0.0.1:11434/api/pull -d '{"name": "llama3.2:3b"}'
wait
