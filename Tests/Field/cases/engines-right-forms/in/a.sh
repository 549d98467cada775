vllm serve Qwen/Qwen3-8B --dtype half --gpu-memory-utilization 0.95 --max-model-len 40960
docker run --gpus all --ipc host -p 8000:8000 -v $HOME/m:$HOME/m -v hf:/root/.cache/huggingface vllm/vllm-openai:v0.10.2 --model $HOME/m/qwen3
llama-server -hf ggml-org/gemma-3-4b-it-GGUF -c 0 -ngl all -fa on --port 8081
