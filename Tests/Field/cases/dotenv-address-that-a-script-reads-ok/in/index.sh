#!/bin/sh
. ./.env
curl "$OLLAMA_URL/api/tags"
