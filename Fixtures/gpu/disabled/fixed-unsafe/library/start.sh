docker run -d --gpus=all -v ollama:/root/.ollama ollama/ollama:0.32.15
