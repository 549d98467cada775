docker run -d -p 8080:80 -v "$PWD/data:/data" ghcr.io/huggingface/text-embeddings-inference:1.8 \
  --model-id BAAI/bge-m3
