docker run -d --name ui -p 3000:8080 -e OLLAMA_BASE_URL=http://attic.lan:11434-v ui:/app/backend/data ghcr.io/open-webui/open-webui:v0.6.5
