#!/bin/sh
docker run --add-host=host.docker.internal:host-gateway -d -p 127.0.0.1:3001:3001 -e LMSTUDIO_BASE_URL="http://host.docker.internal:1234/v1" --name tools example/tools-ui:1.2
