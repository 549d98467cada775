#!/bin/sh
IMAGE=intelanalytics/ipex-llm-inference-cpp-xpu:latest
docker run -d --name ipex --device /dev/dri -p 11434:11434 -e DEVICE=Arc $IMAGE bash -c "init-ollama && ./ollama serve"
