docker run -d --gpus all -v /srv/hf:/root/.cache/huggingface -p 127.0.0.1:8000:8000 vllm/vllm-openai:v0.11.0 --model Qwen/Qwen3-8B --tensor_parallel_size 2
