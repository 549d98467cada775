#!/bin/sh
ollama pull hf.co/unsloth/Qwen3-8B-GGUF:UD-Q4_K_XL
ollama pull https://hf.co/unsloth/Qwen3-8B-GGUF:Q4_K_M
ollama pull https://huggingface.co/bartowski/Qwen2.5-Coder-7B-Instruct-GGUF
ollama pull hf.co/unsloth/gemma-3-4b-it-GGUF:gemma-3-4b-it-Q4_K_M.gguf
ollama pull hf.co/unsloth/DeepSeek-R1-0528-GGUF:TQ1_0
ollama pull hf.co/unsloth/DeepSeek-R1-0528-Qwen3-8B-GGUF:Q4_K_M
ollama pull hf.co/Qwen/Qwen3-8B-GGUF:Q8_0
ollama pull hf.co/BasedBase/Qwen3-30B-A3B-Thinking-2507-Deepseek-v3.1-Distill-V2:Q5_K_M
