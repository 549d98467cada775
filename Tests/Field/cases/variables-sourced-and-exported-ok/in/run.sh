#!/usr/bin/env bash
set -a
. ./.env
set +a
ollama serve
