#!/bin/sh
docker run -d --restart unless-stopped --device=/dev/dfk --device=/dev/dri -v ollama:/root/.ollama -p 127.0.0.1:11434:11434 --name ollama ollama/ollama:0.32.15-rocm
