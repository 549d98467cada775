@echo off
set OLLAMA_HOST 127.0.0.1:11500
ollama serve
