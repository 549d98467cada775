#!/bin/sh
wait_for() {
  while ! nc -z localhost 8000; do
    sleep 1
  done
}
ollama serve &
wait_for
echo "listening on 8000"
ollama pull gemma3:4b
python -m api --port 8000 &
