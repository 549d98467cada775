docker run -d -p 3000:8080 -e OLLAMA_API_BASE_URL=https://192.168.0.9:11434/api -v webui:/app/backend/data ghcr.io/open-webui/open-webui:v0.6.30
