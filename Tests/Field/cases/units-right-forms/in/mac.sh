brew install --cask ollama
ollama pull llama3.2
