#!/bin/sh
docker run -d --name ollama --restart always -v models:/root/.ollama ollama/ollama:0.32.15
