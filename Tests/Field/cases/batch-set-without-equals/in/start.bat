@echo off
set OPENAI_API_BASE "http://localhost:1234/v1"
python main.py
