#!/bin/sh
docker run -d --gpus all -p 127.0.0.1:11434:11434 -v ollama/ollama
