docker run -d --network host -v open-webui:/app/backend/data --restart always ghcr.io/open-webui/open-webui:v0.6.30
