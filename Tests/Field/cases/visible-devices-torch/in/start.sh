#!/bin/sh
docker run -d --gpus all -e CUDA_VISIBLE_DEVICES=cuda:1 --restart always -v ollama:/root/.ollama -p 127.0.0.1:11434:11434 ollama/ollama:0.32.15
