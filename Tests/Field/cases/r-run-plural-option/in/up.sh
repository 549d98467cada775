#!/bin/sh
podman run -d --name ollama --volumes store:/root/.ollama -p 127.0.0.1:11434:11434 docker.io/ollama/ollama:0.32.15
