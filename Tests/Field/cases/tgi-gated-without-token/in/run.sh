docker run --gpus all --shm-size 1g -p 8080:80 -v tgi:/data ghcr.io/huggingface/text-generation-inference:3.3.4 --model-id google/gemma-2-9b-it
