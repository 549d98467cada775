#!/bin/bash
set OLLAMA_API_KEY=abc123
python3 ask.py
