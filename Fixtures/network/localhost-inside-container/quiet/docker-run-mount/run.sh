#!/bin/sh
docker run -d --network host -v "$PWD/config.yaml:/app/config.yaml" ghcr.io/berriai/litellm:main-stable --config /app/config.yaml
docker run -d -p 127.0.0.1:4000:4000 -v $CONF/config.yaml:/app/config.yaml ghcr.io/berriai/litellm:main-stable --config /app/config.yaml
docker run -d -p 127.0.0.1:4000:4000 -v ./other.yaml:/app/config.yaml ghcr.io/berriai/litellm:main-stable --config /app/config.yaml
