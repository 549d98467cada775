#!/bin/sh
MODE=${MODE:-ro}
docker run -d --name a --gpus all --restart always -v a:/root/.ollama:rw,z ollama/ollama:0.32.15
podman run -d --name b --restart always -v b:/root/.ollama:Z,U docker.io/ollama/ollama:0.32.15
docker run -d --name c --restart always -v c:/root/.ollama:$MODE ollama/ollama:0.32.15
docker run -d --name d --restart always -v "$(pwd)/d:/root/.ollama:cached" ollama/ollama:0.32.15
docker run -d --name e --restart always -v ${DATA:-/srv}:/root/.ollama ollama/ollama:0.32.15
