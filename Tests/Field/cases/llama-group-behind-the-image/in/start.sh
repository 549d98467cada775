#!/bin/sh
docker run -d --restart unless-stopped --device /dev/kfd --device /dev/dri -p 127.0.0.1:8080:8080 -v /srv/models:/models:ro ghcr.io/ggml-org/llama.cpp:server-rocm -m /models/a.gguf --host 0.0.0.0 --port 8080 --group-add video
