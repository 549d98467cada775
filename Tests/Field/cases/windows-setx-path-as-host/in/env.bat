setx OLLAMA_HOST "C:\Program Files\Ollama\ollama.exe"
