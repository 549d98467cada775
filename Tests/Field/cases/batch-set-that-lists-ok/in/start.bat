@echo off
set OPENAI_API_BASE=http://localhost:1234/v1
set OLLAMA_HOST
set /p OLLAMA_MODELS=where?
set "OLLAMA_KEEP_ALIVE=24h"
set MODEL_NAME "my model"
python main.py
