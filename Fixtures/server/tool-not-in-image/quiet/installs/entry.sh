#!/bin/bash
apt-get update && apt-get install -y curl
ollama serve &
until curl -s http://localhost:11434; do sleep 1; done
wait
