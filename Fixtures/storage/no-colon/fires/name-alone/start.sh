#!/bin/sh
docker run -d --gpus all -v ollama -p 127.0.0.1:11434:11434 --name ollama ollama/ollama:0.32.15
