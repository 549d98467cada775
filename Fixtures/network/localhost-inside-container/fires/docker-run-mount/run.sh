#!/bin/sh
docker run -d -p 127.0.0.1:4000:4000 -v $(pwd)/config.yaml:/app/config.yaml ghcr.io/berriai/litellm:main-stable --config /app/config.yaml
