#!/bin/sh
llama-server -hf unsloth/Qwen3-8B-GGUF:Q6_K --port 8012
