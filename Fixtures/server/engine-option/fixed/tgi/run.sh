docker run --gpus all --shm-size 1g -p 8080:80 -v ./data:/data \
  ghcr.io/huggingface/text-generation-inference:3.3.5 \
  --model-id Qwen/Qwen3-8B --num-shard 2 --max-total-tokens=4096
