$env:OLLAMA_HOST = "192.168.1.5:11434"
$env:OLLAMA_KEEP_ALIVE = "24h" # one day
ollama serve
