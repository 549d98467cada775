docker run -d --gpus all --restart always -v /data:/home/kim/.ollama ollama/ollama:0.32.15
