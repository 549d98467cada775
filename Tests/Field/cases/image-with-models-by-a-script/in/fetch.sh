#!/bin/sh
ollama serve &
sleep 10
ollama pull qwen3:8b
