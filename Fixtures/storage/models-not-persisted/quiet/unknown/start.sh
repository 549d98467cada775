docker run -d --gpus=all $VOLUMES ollama/ollama
