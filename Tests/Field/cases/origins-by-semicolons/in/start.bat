set "OLLAMA_ORIGINS=http://localhost:3000;http://192.168.1.5:3000"
ollama serve
