#!/bin/sh
WEIGHTS="$HOME/weights"
llama-server -m "$WEIGHTS/bge-m3-Q8_0.gguf" --port 8083 -c 8192 --embedding
