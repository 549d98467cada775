#!/bin/bash
export OLLAMA_MODELS=/data/models
OLLAMA_CONTEXT_LENGTH=32768 ollama run qwen3:8b hello
ollama pull qwen3:8b
