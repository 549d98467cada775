#!/bin/sh
docker run -d --restart always -p 127.0.0.1:11435:11434 -v ollama:/root/.ollama alpine/ollama:0.31.1
