docker run -d --gpus=all -e OLLAMA_NUM_GPU=99 -v ollama:/root/.ollama ollama/ollama:0.32.15
