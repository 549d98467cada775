#!/bin/sh
export OLLAMA_KEEP_ALIVE="$KEEP_ALIVE"
exec ollama serve
