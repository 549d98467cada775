#!/bin/sh
podman run -d --restart always --device nvidia.com/gpu=all -v ./ollama:/root/.ollama --name ollama docker.io/ollama/ollama:0.32.15
