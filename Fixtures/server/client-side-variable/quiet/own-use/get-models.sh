#!/bin/bash
export OLLAMA_MODELS=/data/models
ollama pull qwen3:8b
du -sh "$OLLAMA_MODELS"
