#!/bin/sh
export OLLAMA_HOST=127.0.0.1:11434/v1
ollama serve
