docker run -d --restart always --add-host host.docker.internal:host_gateway -p 127.0.0.1:3000:8080 \
  -e OLLAMA_BASE_URL=http://host.docker.internal:11434 -v chat:/app/backend/data ghcr.io/open-webui/open-webui:v0.6.43
