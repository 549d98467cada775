#!/bin/sh
docker run -d --name flowise -p 127.0.0.1:3000:3000 -e OLLAMA_BASE_URL=http://127.0.0.1:11434 flowiseai/flowise:3.0
