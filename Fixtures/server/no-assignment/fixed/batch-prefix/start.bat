@echo off
set "OLLAMA_ORIGINS=app://obsidian.md*" && set "OLLAMA_KEEP_ALIVE=1h" && ollama serve
