docker run --gpus all --ipc=host -e CUDA_VISIBLE_DEVICES=4 -p 8000:8000 -v hf:/root/.cache/huggingface vllm/vllm-openai:v0.10.2 --model Qwen/Qwen3-32B --tensor-parallel-size 4
