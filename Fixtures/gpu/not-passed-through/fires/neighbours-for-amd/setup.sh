docker run -d --name ollama --restart always -v ollama:/root/.ollama ollama/ollama:0.32.15
