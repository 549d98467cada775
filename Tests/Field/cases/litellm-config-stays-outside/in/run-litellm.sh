#!/bin/sh
docker run -d --name litellm \
  -p 127.0.0.1:4000:4000 \
  --restart unless-stopped \
  ghcr.io/berriai/litellm:main-stable \
  --config config.yaml --detailed_debug
