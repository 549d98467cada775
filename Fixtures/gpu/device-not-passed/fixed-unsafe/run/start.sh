docker run -d --gpus device=2 --restart always -v ollama:/root/.ollama ollama/ollama:0.32.15
