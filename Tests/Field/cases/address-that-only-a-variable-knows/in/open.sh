#!/bin/bash
docker run -d --gpus all --network=host -v ollama:/root/.ollama --name ollama2 ollama/ollama
