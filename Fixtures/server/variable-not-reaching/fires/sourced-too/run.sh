#!/bin/sh
docker run -d --name webui --env-file webui.env -v webui:/app/backend/data ghcr.io/open-webui/open-webui:v0.6.5
. ./webui.env
