@echo off
docker run -d --name llm --gpus all --restart always -p 127.0.0.1:11434:11434 -v /srv/models:/root/.ollama ollama/ollama:0.32.15
