#!/bin/sh
export OLLAMA_MODEL=mistral-7b
python3 bot.py --server http://192.168.30.4:11434
