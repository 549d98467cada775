#!/bin/sh
docker run -d --restart unless-stopped --gpus all -p 127.0.0.1:9292:8080 -v /home/me/models:/models -v ./config.yaml:/app/config.yaml ghcr.io/mostlygeek/llama-swap:cuda
