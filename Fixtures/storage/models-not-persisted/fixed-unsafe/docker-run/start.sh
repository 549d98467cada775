docker run -v ollama:/root/.ollama -d --gpus=all --name ollama ollama/ollama:0.32.15
