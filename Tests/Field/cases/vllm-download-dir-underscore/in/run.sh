docker run -d --gpus all --ipc=host -v /srv/hf:/models -p 127.0.0.1:8000:8000 vllm/vllm-openai:v0.11.0 --model Qwen/Qwen3-8B --download_dir=/models --max_model_len 16384
