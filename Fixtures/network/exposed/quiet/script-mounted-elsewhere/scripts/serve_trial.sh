#!/bin/sh
export OLLAMA_HOST=0.0.0.0
ollama serve &
wait
