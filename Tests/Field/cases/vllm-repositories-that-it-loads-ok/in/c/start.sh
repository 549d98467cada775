#!/bin/sh
exec vllm serve mlx-community/Qwen3-8B-4bit --port 8000
