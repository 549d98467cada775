MODEL=/srv/models/qwen3

docker run --gpus all -p 8000:8000 -v /srv/models:/models vllm/vllm-openai:v0.10.2 --model $MODEL
