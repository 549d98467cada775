#!/bin/bash
docker run -d --gpus all -v ollama:/root/.ollama -p 3000:8080 --name ollama --restart always ollama/ollama:0.32.15
