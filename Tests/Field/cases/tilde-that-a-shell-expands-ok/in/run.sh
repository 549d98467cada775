#!/bin/bash
podman run -d --device nvidia.com/gpu=all -v ~/ollama:/root/.ollama --restart always --name ollama docker.io/ollama/ollama:0.32.15
