#!/usr/bin/env bash
set -e
docker exec ollama ollama pull ollama/llama3.2:3b
