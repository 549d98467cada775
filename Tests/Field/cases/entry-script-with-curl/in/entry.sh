#!/bin/bash
ollama serve &
until curl -sf http://localhost:11434/; do sleep 1; done
ollama pull llama3.2
wait
