#!/bin/sh
docker run -d --restart always --gpus all -v ollama:/root/.ollama --name ollama ollama/ollama:0.32.15
