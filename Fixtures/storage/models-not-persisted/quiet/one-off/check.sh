docker run --rm --gpus=all ollama/ollama --version
docker run -it --rm --gpus all --entrypoint nvidia-smi ollama/ollama
docker run --rm ollama/ollama pull qwen3:8b
