@echo off
set OPENAI_BASE_URL=http://localhost:11434
set OPENAI_API_KEY=ollama
python app.py
