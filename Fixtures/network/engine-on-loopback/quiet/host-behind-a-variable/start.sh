#!/bin/sh
PORT=30000
docker run -d \
  --name qwen \
  --gpus all \
  -v /srv/models/qwen:/model:ro \
  -p ${PORT}:${PORT} \
  lmsysorg/sglang:v0.5.10 \
  python3 -m sglang.launch_server \
    --model-path /model \
    --port ${PORT} \
    --host 0.0.0.0 \
    --tp-size 1
