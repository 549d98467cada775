#!/bin/sh
wait_for() {
  while ! nc -z localhost 8080; do
    sleep 1
  done
}
ollama serve &
wait_for
echo "listening on 8080"
ollama pull gemma3:4b
