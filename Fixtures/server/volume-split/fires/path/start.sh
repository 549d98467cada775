#!/bin/sh
docker run -d --gpus all -v ollama /root/.ollama -p 127.0.0.1:11434:11434 --name ollama ollama/ollama
