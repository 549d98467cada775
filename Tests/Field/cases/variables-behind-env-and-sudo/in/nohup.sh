#!/bin/bash
nohup env OLLAMA_MAX_CONTEXT=65536 OLLAMA_HOST="${BIND:-0.0.0.0:11434}" ollama serve >log 2>&1 &
