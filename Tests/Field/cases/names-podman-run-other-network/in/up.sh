podman network create llm
podman run -d --name ollama --network llm --device nvidia.com/gpu=all --restart always -v ollama:/root/.ollama docker.io/ollama/ollama:0.32.15
podman run -d --name app --network front -e OLLAMA_API=http://ollama:11434/api example.org/app:1
