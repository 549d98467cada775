FROM qwen3:8b
SYSTEM You are a helpful assistant. Output only the final answer.
SYSTEM Do not output internal thoughts.
