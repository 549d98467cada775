@echo off
docker run -d --gpus all --name llm --restart always -p 127.0.0.1:11434:11434 -v D:\llm:/root/.ollama:/root/.ollama ollama/ollama:0.32.15
