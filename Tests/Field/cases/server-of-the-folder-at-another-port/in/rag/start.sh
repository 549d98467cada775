#!/bin/sh
OLLAMA_HOST=127.0.0.1:7656 ollama serve &
