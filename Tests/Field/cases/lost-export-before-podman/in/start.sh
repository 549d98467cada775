#!/bin/sh
export OLLAMA_CONTEXT_LENGTH=16384
podman run -d --device nvidia.com/gpu=all --security-opt=label=disable --restart always -v ollama:/root/.ollama -p 127.0.0.1:11434:11434 docker.io/ollama/ollama:0.32.15
