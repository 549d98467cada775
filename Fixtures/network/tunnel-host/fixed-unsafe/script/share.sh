#!/bin/sh
ollama serve &
sleep 5
ngrok http 11434 --host-header=localhost:11434
