#!/bin/sh
docker run -d --name llama --restart unless-stopped --group-add video --device /dev/kfd --device /dev/dri --memory 24g --label app=llm --user 1000:1000 -p 127.0.0.1:8080:8080 -v /srv/models:/models:ro ghcr.io/ggml-org/llama.cpp:server-rocm -m /models/a.gguf --host 0.0.0.0 --port 8080 --device ROCm0 --alias llm
