docker run -d --gpus device=2 --restart always -v ollama:/root/.ollama -e CUDA_VISIBLE_DEVICES=2 ollama/ollama:0.32.15
