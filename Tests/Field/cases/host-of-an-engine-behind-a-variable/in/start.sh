#!/bin/bash
PORT=30000
docker run -d \
  --name qwen \
  --gpus all \
  -v /srv/models/qwen:/model:ro \
  -p ${PORT}:${PORT} \
  lmsysorg/sglang:latest \
  python3 -m sglang.launch_server \
    --model-path /model \
    --port ${PORT} \
    --host 0.0.0.0 \
    --tp-size 1
