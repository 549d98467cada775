#!/bin/sh
docker run -d --name llama-swap --gpus all -p 127.0.0.1:8080:8080 -v ./swap:/app -v /srv/models:/models ghcr.io/mostlygeek/llama-swap:cuda
