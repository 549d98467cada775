docker run -d --device /dev/kfd --device /dev/dri -v ollama:/root/.ollama ollama/ollama:0.32.15
