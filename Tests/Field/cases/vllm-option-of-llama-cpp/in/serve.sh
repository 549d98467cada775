vllm serve Qwen/Qwen3-8B --ctx-size 32768
