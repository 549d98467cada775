@echo off
OLLAMA_ORIGINS="chrome-extension://*" OLLAMA_KEEP_ALIVE=1h ollama serve
