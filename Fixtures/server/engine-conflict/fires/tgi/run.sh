docker run --gpus all --shm-size 1g -p 8080:80 -v hf:/data ghcr.io/huggingface/text-generation-inference:3.3.4 --model-id Qwen/Qwen3-8B --max-input-tokens 8192 --max-total-tokens 8192
