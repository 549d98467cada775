#!/bin/sh
ollama serve --host 192.168.7.4 --port 11500 &
ollama serve --models /srv/models &
ollama serve --num-ctx 32768 --verbose &
ollama run qwen3:8b --system "Be brief."
ollama run qwen3:8b --temperature=0.2
