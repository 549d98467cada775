#!/bin/sh
docker run -d --restart always --gpus=all --mount type=bind,src=/srv/ollama,dst=/root/.ollama,readonly -p 127.0.0.1:11434:11434 --name ollama ollama/ollama:0.32.15
