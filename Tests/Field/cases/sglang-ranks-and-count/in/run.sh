docker run --gpus 1 --shm-size 8g -p 30000:30000 -v hf:/root/.cache/huggingface lmsysorg/sglang:v0.5.3 python3 -m sglang.launch_server --model-path Qwen/Qwen3-8B --tp 2 --host 0.0.0.0
