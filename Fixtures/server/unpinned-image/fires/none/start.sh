docker run -d --gpus=all -v ollama:/root/.ollama ollama/ollama
