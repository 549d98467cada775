docker run --gpus all -p 8080:8080 -v /srv/models:/models ghcr.io/ggerganov/llama.cpp:server-cuda -m /models/a.gguf --host 0.0.0.0 --port 8080
