docker run --volumes-from store ghcr.io/ggml-org/llama.cpp:server -m /models/qwen3-8b.gguf
docker run -v /srv/models:/models ghcr.io/ggml-org/llama.cpp:server -m /models/qwen3-8b.gguf --models-dir /models
