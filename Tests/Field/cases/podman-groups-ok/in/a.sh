#!/bin/sh
podman run -d --name a --userns=keep-id --device /dev/dri --group-add keep-groups --restart=always -v a:/root/.ollama docker.io/ollama/ollama:0.32.15
sudo podman run -d --name b --device /dev/dri --group-add video --restart=always -v b:/root/.ollama docker.io/ollama/ollama:0.32.15
docker run -d --name c --device /dev/dri --group-add video --restart=always -v c:/root/.ollama ollama/ollama:0.32.15
