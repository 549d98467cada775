#!/bin/bash
ollama serve > /var/log/ollama.log 2>&1 &
until ollama list; do sleep 1; done
ollama pull qwen3:8b
wait
