setx OLLAMA_KEEP_ALIVE 24h
echo Close this window and start Ollama again.
