#!/bin/sh
docker run -d --gpus all -v models:/root/.cache/huggingface \
  vllm/vllm-openai:v0.20.1 Qwen/Qwen3-8B
# --max-model-len 16384
cat <<END
  --host 0.0.0.0
END
llama-server -m model.gguf &

  -n
