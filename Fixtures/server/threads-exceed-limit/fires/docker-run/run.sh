#!/bin/sh
# CPU only
docker run -d --name ollama --cpus 2.5 -v ollama:/root/.ollama -p 127.0.0.1:11434:11434 ollama/ollama:0.32.15
