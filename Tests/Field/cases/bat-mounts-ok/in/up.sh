#!/bin/sh
docker run -d --name a --restart always -v /srv/llm:/root/.ollama ollama/ollama:0.32.15
