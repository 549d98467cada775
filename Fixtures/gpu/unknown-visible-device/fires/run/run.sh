#!/bin/sh
docker run -d --runtime nvidia -e NVIDIA_VISIBLE_DEVICES=true -v models:/root/.ollama --restart always --name ollama ollama/ollama:0.32.15
