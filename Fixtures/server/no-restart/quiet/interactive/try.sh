docker run --rm -it --gpus=all -v ollama:/root/.ollama ollama/ollama:0.32.15
