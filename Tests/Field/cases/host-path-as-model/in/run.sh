docker run --gpus all -p 8000:8000 -v $HOME/models:/models vllm/vllm-openai:v0.10.2 --model $HOME/models/qwen3
