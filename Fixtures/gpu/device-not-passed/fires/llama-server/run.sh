docker run -d --gpus device=1 -e CUDA_VISIBLE_DEVICES=1 -v ./models:/models -p 127.0.0.1:8080:8080 ghcr.io/ggml-org/llama.cpp:server-cuda -m /models/coder.gguf --host 0.0.0.0 -ngl 99
