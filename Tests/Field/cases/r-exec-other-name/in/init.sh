#!/bin/sh
docker compose up -d
docker exec llm ollama pull gemma3:4b
