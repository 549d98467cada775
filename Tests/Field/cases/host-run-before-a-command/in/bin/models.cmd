@echo off
set OLLAMA_KEEP_ALIVE=2h
ollama run serve
