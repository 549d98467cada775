#!/bin/sh
docker build -t ollama .
docker run -d --name models --gpus=all --network host -v "$PWD/data:/root" ollama
