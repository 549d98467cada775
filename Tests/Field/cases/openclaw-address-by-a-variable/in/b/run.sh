docker run -d --name openclaw -e OLLAMA_HOST=http://192.168.1.4:11434 -e OLLAMA_API_KEY=x -v ~/.openclaw:/home/node/.openclaw ghcr.io/openclaw/openclaw:2026.9.1
