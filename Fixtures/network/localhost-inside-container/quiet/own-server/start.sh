#!/bin/sh
ollama serve &
exec python app.py
