docker run -d --gpus all --ipc=host -v /srv/vllm:/data/vllm -p 127.0.0.1:8000:8000 vllm/vllm-openai:v0.10.2 \
  --model Qwen/Qwen3-8B --download_dir /data/vllm
