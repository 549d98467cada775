#!/bin/sh
docker run --rm -v stack_ollama:/data alpine chown -R 1000:1000 /data
docker compose up -d
