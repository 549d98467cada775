docker run --gpus all --ipc=host -p 127.0.0.1:30000:30000 -v ~/hub:/root/.cache/huggingface lmsysorg/sglang:v0.5.3 \
  python3 -m sglang.launch_server --model-path Qwen/Qwen3-32B --tp 2 --host 0.0.0.0
