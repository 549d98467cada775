#!/usr/bin/env bash
source .env
OLLAMA_CONTEXT_LENGTH=$OLLAMA_CONTEXT_LENGTH ollama serve
