docker run -d --gpus all --restart always -v '~/models:/root/.ollama' -p 127.0.0.1:11434:11434 ollama/ollama:0.32.15
