#!/bin/sh
docker run -d --device /dev/kfd --device /dev/dri -v models:/root/.ollama --restart always --name ollama ollama/ollama:0.32.15-rocm
