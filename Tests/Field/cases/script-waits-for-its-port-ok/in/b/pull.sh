#!/bin/sh
export OLLAMA_HOST=0.0.0.0:8080
wait_for() {
  while ! nc -z localhost 8080; do
    sleep 1
  done
}
ollama serve &
wait_for
echo "listening on 8080"
ollama pull gemma3:4b
