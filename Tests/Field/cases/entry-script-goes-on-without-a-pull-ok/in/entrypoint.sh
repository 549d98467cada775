#!/bin/bash
set -e
/bin/ollama serve &
PID=$!
until ollama list >/dev/null 2>&1; do
  sleep 1
done
ollama pull llama3.1:8b || true
wait $PID
