docker run -d –gpus all -v ollama:/root/.ollama -p 127.0.0.1:11434:11434 --restart unless-stopped ollama/ollama:0.32.15
docker run -d -gpus all -v ollama:/root/.ollama -p 127.0.0.1:11435:11434 --restart unless-stopped ollama/ollama:0.32.15
