docker run -d --gpus=all -e OLLAMA_LLM_LIBRARY=cpu_avx2 -v ollama:/root/.ollama ollama/ollama:0.32.15
