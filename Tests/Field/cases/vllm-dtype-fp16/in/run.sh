docker run --gpus all --ipc=host -p 8000:8000 -v hf:/root/.cache/huggingface vllm/vllm-openai:latest --model Qwen/Qwen3-8B --dtype=fp16
