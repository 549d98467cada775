#!/bin/sh
docker run -d --gpus all -v ./models:/models -p 127.0.0.1:8080:8080 \
  ghcr.io/ggml-org/llama.cpp:server-cuda -hf ggml-org/Qwen3-8B-GGUF --port 8080
