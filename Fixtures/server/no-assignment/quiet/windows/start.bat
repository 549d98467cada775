@echo off
set "OLLAMA_ORIGINS=app://obsidian.md*" && ollama serve
setx OLLAMA_KEEP_ALIVE 24h
