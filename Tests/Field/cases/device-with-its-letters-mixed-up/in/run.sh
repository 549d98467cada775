docker run -d --device=/dev/dfk --device=/dev/dri -v ollama:/root/.ollama -p 11434:11434 --name ollama ollama/ollama:rocm
