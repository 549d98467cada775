#!/bin/sh
OLLAMA_HOST=0.0.0.0:11434 ollama serve
