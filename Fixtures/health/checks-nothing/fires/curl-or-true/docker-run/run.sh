docker run -d --gpus=all --restart unless-stopped -v ollama:/root/.ollama \
  --health-cmd "curl -f http://localhost:11434/ || true" --name ollama ollama/ollama:0.32.15
