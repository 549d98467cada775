systemctl is-active ollama || sudo systemctl start ollama
ollama pull llama3.2
