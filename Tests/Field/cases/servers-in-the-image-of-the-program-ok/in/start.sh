#!/bin/sh
/app/llama-server -m /models/x.gguf --port 8080 &
python3 /app/app.py
