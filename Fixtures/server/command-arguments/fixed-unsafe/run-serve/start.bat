@echo off
set OLLAMA_KEEP_ALIVE=1h
ollama serve
