#!/bin/sh
GGUF_FILE=gemma-3-4b-it-Q4_K_M.gguf docker compose up -d
