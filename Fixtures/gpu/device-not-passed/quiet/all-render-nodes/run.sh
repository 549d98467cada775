#!/bin/sh
docker run -d --restart always --device /dev/kfd --device /dev/dri \
  -e HIP_VISIBLE_DEVICES=1 -v ollama:/root/.ollama -p 127.0.0.1:11434:11434 ollama/ollama:0.32.15-rocm
docker run -d --restart always --device /dev/kfd --device /dev/dri/renderD128 --device /dev/dri/renderD129 \
  -e ROCR_VISIBLE_DEVICES=1 -v second:/root/.ollama -p 127.0.0.1:11435:11434 ollama/ollama:0.32.15-rocm
