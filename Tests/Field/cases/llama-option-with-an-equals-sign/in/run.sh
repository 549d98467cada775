docker run --rm -p 8080:8080 -v /srv/models:/models ghcr.io/ggml-org/llama.cpp:server-cuda -m /models/qwen3-8b.gguf --host 0.0.0.0 --ctx-size=16384
