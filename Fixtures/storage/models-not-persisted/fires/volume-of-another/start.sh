#!/bin/sh
docker run -d --name db --restart always -v ollama:/var/lib/postgresql/data postgres:16
docker run -d --name ollama --restart always --gpus all ollama/ollama:0.32.15
