#!/bin/bash
docker run -d --gpus all \ 
  -v ollama:/root/.ollama \
  --name ollama ollama/ollama:0.32.15
