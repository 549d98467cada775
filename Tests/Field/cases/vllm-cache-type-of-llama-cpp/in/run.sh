#!/bin/sh
exec vllm serve Qwen/Qwen3-8B --kv-cache-dtype fp16
