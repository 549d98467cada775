#!/bin/sh
docker run -d --restart unless-stopped --read-only -v /srv/modelfiles:/modelfiles --name ollama ollama/ollama:0.32.15
