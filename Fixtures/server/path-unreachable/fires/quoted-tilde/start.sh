#!/bin/sh
export OLLAMA_MODELS="~/models"
ollama serve
