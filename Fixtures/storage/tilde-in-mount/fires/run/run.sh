docker run -d --name ollama --gpus all -v "~/.ollama:/root/.ollama" ollama/ollama:0.32.15
docker run --gpus all --volume=~/.cache/huggingface:/root/.cache/huggingface vllm/vllm-openai:v0.20.1 Qwen/Qwen3-8B
docker run --gpus all -v ${HF_HOME:-"~/.cache/huggingface"}:/root/.cache/huggingface \
  vllm/vllm-openai:v0.20.1 Qwen/Qwen3-8B
