#!/bin/bash
set -a; . ./.env
exec aider --model "ollama_chat/$AIDER_MODEL"
