@echo off
OLLAMA_ORIGINS=app://obsidian.md* OLLAMA_KEEP_ALIVE=1h ollama serve
