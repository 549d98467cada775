#!/bin/sh
export OLLAMA_MODELS=~/models
export OLLAMA_MODELS="$HOME/models"
ollama serve
