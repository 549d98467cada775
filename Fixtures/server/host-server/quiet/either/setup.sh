#!/bin/bash
if command -v systemctl >/dev/null; then
  sudo systemctl start ollama
else
  ollama serve &
fi
