#!/bin/sh
export OLLAMA_KEEP_ALIVE=1h
docker compose up -d
