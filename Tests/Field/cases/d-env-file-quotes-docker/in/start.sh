docker run -d --restart always --gpus all --env-file ollama.env -v ollama:/root/.ollama --name ollama ollama/ollama:0.32.15
