docker run -d --gpus all --ipc host -p 127.0.0.1:8000:8000 -v hub:/root/.cache/huggingface vllm/vllm-openai:v0.20.1 --model=Qwen/Qwen3-8B --max-model-len=16384
llama-server -m /srv/models/a.gguf --override-kv tokenizer.ggml.add_bos_token=bool:false
