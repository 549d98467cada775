#!/bin/sh
docker run -d --name swap --gpus all -p 127.0.0.1:9292:8080 \
  -v /srv/gguf:/weights:ro -v /srv/swap/llama-swap.yaml:/app/config.yaml:ro \
  ghcr.io/mostlygeek/llama-swap:cuda
