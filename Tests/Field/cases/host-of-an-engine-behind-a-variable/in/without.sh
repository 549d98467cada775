#!/bin/bash
PORT=30001
docker run -d \
  --name small \
  --gpus all \
  -v /srv/models/small:/model:ro \
  -p ${PORT}:${PORT} \
  lmsysorg/sglang:latest \
  python3 -m sglang.launch_server \
    --model-path /model \
    --port ${PORT} \
    --tp-size 1
