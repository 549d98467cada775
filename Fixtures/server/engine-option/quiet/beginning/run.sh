docker run --gpus all --ipc=host -p 8000:8000 -v hf:/root/.cache/huggingface vllm/vllm-openai:v0.10.2 --model Qwen/Qwen3-8B --max-num-seq 16 --gpu-memory-util 0.9 --trust-remote-code
llama-server -m /srv/a.gguf --ctx-size 8192 --n-gpu-layers 99 --cont-batching
