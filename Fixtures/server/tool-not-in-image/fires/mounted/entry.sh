#!/bin/bash
ollama serve &
until curl -s http://localhost:11434 >/dev/null; do sleep 1; done
ollama pull llama3.2
wait
