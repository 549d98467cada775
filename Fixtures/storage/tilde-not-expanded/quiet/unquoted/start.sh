#!/bin/sh
docker run -d --gpus all --restart always -p 127.0.0.1:11434:11434 -v ~/.ollama:/root/.ollama ollama/ollama:0.32.15
docker run -d --gpus all --restart always -p 127.0.0.1:11435:11434 -v "$HOME/second:/root/.ollama" ollama/ollama:0.32.15
