docker run --gpus all --ipc=host -p 127.0.0.1:8000:8000 -v hub:/root/.cache/huggingface vllm/vllm-openai:0.11.0 --model Qwen/Qwen3-8B
