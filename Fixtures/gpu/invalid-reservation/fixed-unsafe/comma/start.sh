docker run -d --gpus '"device=0,1"' -v ollama:/root/.ollama ollama/ollama:0.32.15
