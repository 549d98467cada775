docker run -d --gpus -v ollama:/root/.ollama --name ollama ollama/ollama:0.32.15
