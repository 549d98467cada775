docker run -d --gpus=all -e OLLAMA_GPU_OVERHEAD=536870912 -v ollama:/root/.ollama ollama/ollama:0.21.0
