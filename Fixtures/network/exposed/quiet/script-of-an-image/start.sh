#!/bin/sh
OLLAMA_HOST=0.0.0.0 ollama serve &
wait
