#!/bin/sh
docker run -d -e OLLAMA HOST="0.0.0.0" -v ollama:/root/.ollama -p 11434:11434 --name ollama ollama/ollama
