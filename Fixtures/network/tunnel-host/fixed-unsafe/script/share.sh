#!/bin/sh
ollama serve &
sleep 5
ngrok http --host-header=localhost:11434 11434
