docker run --shm-size 1g -p 8080:80 -v hf:/data ghcr.io/huggingface/text-generation-inference:3.3.4 --model-id Qwen/Qwen3-0.6B --disable-custom-kernels
