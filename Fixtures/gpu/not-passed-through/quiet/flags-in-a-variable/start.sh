docker run -d $GPU_FLAGS --name ollama ollama/ollama
