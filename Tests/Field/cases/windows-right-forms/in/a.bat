@echo off
set OLLAMA_KEEP_ALIVE=1h
set "OLLAMA_ORIGINS=app://obsidian.md*"
ollama serve
