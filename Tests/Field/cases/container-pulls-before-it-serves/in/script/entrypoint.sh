#!/bin/sh
ollama pull qwen3:8b
exec ollama serve
