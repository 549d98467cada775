#!/bin/sh
docker run -d --restart always --device /dev/kfd --device /dev/dri/card1 --device /dev/dri/renderD129 \
  -e HIP_VISIBLE_DEVICES=1 -v ollama:/root/.ollama -p 127.0.0.1:11434:11434 ollama/ollama:0.32.15-rocm
