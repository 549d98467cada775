#!/bin/sh
wait_for() {
  while ! nc -z localhost 11434; do
    sleep 1
  done
}
ollama serve &
wait_for
echo "listening on 11434"
ollama pull gemma3:4b
