#!/bin/sh
docker run -d --name proxy -p 127.0.0.1:4000:4000 --restart unless-stopped \
  ghcr.io/berriai/litellm:main-v1.80.0-stable --config config.yaml
