docker run --gpus=all -d -v ollama:/root/.ollama --name ollama ollama/ollama:0.32.15
