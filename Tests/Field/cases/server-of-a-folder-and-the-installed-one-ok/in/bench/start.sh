#!/bin/sh
OLLAMA_HOST=127.0.0.1:7656 ollama serve &
sleep 3
OLLAMA_HOST=127.0.0.1:7656 ollama run llama3.1:8b hello
