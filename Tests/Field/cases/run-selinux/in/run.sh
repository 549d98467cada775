podman run -d --device nvidia.com/gpu=all -v ./ollama:/root/.ollama -p 127.0.0.1:11434:11434 --name ollama docker.io/ollama/ollama:0.32.15
