#!/bin/sh
docker run -d --restart always --user 1000:1000 --gpus=all -v /srv/ollama:/root/.ollama -p 127.0.0.1:11434:11434 --name ollama ollama/ollama:0.32.15
