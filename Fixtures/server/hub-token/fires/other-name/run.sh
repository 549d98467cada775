docker run --gpus all --shm-size 1g -p 8080:80 -v hf:/data -e HUGGINGFACE_TOKEN=$TOKEN ghcr.io/huggingface/text-generation-inference:3.3.4 --model-id meta-llama/Llama-3.1-8B-Instruct
