docker run -d --gpus '"device=1"' -e CUDA_VISIBLE_DEVICES=1 -v ollama:/root/.ollama -p 127.0.0.1:11434:11434 --name ollama ollama/ollama:0.32.15
