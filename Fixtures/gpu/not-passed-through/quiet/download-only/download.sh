docker run -d --rm --name ollama -v ollama:/root/.ollama ollama/ollama:0.32.15
docker exec ollama ollama pull qwen3:8b
docker stop ollama
