docker run -d --gpus=all -e OLLAMA_KV_CACHE_TYPE=fp8 -v ollama:/root/.ollama ollama/ollama:0.32.15
