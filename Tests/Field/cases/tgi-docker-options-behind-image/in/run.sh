docker run --gpus all -p 8080:80 -v "$PWD/data:/data" ghcr.io/huggingface/text-generation-inference:3.3.6 \
  --model-id HuggingFaceH4/zephyr-7b-beta --shm-size 1g
