#!/bin/sh
export OLLAMA_KEEP_ALIVE = 1h
exec ollama serve
