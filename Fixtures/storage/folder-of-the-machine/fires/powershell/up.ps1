docker run -d --name webui --restart always `
  -p 127.0.0.1:3000:8080 --add-host=host.docker.internal:host-gateway `
  -v /home/me/webui:/app/backend/data `
  ghcr.io/open-webui/open-webui:v0.6.30
