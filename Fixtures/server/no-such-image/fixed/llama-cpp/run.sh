#!/bin/sh
docker run -d --gpus all -v ./models:/models -p 127.0.0.1:8080:8080 \
  ghcr.io/ggml-org/llama.cpp:server-cuda -m /models/qwen3-8b.gguf --host 0.0.0.0 --port 8080
