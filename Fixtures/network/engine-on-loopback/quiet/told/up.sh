#!/bin/sh
docker run -d --name ipex --device /dev/dri -p 11434:11434 -e OLLAMA_HOST=0.0.0.0:11434 intelanalytics/ipex-llm-inference-cpp-xpu:latest
docker run -d --name own --device /dev/dri -p 11435:11434 intelanalytics/ipex-llm-inference-cpp-xpu:latest /start.sh
docker run -d --name host --device /dev/dri --net=host intelanalytics/ipex-llm-inference-cpp-xpu:latest
