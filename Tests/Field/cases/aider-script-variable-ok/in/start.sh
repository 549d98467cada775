#!/bin/bash
export OLLAMA_API_BASE=http://localhost:11434
aider --model "$1"
