@echo off
setx OLLAMA_MODELS "D:\models"
set OLLAMA_MODELS=D:\models
ollama serve
