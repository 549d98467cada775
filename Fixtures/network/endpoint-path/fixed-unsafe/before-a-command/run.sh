#!/bin/sh
OPENAI_API_KEY=ollama OPENAI_BASE_URL=http://192.168.69.3:11434/v1 ./agent --loop
