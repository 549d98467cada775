#!/bin/sh
podman run -d --name llama --userns=keep-id --device /dev/kfd --device /dev/dri \
  --group-add render --security-opt label=disable --restart=always \
  -v "$HOME/models:/models:ro" -p 127.0.0.1:8080:8080 \
  ghcr.io/ggml-org/llama.cpp:server-rocm -m /models/qwen3-8b.gguf -ngl 99
