docker run -d --gpus=all --restart unless-stopped -v ollama:/root/.ollama \
  --health-cmd "ollama list" --name ollama ollama/ollama:0.32.15
