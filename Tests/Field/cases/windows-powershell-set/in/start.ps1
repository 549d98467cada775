set OLLAMA_KEEP_ALIVE=30m
ollama serve
