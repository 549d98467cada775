vllm serve Qwen/Qwen3-32B --port 8000 --max-model-len 65536
