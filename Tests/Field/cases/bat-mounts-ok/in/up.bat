@echo off
docker run -d --name a --restart always -v D:\llm:/root/.ollama ollama/ollama:0.32.15
docker run -d --name b --restart always -v /d/llm:/root/.ollama ollama/ollama:0.32.15
docker run -d --name c --restart always -v //c/llm:/root/.ollama ollama/ollama:0.32.15
docker run -d --name d --restart always -v llm:/root/.ollama -v /var/run/docker.sock:/var/run/docker.sock ollama/ollama:0.32.15
docker run -d --name e --restart always -v %CD%\llm:/root/.ollama ollama/ollama:0.32.15
