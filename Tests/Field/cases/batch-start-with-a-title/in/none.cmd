@echo off
SET OLLAMA_ORIGINS=*
SET OLLAMA_HOST=0.0.0.0
START "ollama serve" notepad.exe
