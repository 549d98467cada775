@echo off
setx OLLAMA_MODELS "D:\models"
ollama serve
