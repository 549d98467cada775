#!/usr/bin/env bash
set -e
docker exec ollama ollama pull llama3.2:3b
