@echo off
SET OLLAMA_ORIGINS=*
SET OLLAMA_HOST=0.0.0.0
START "Local models" /MIN D:\tools\ollama\ollama.exe serve
