#!/bin/sh
export HF_HOME=/data/huggingface
vllm serve Qwen/Qwen3-8B --host 127.0.0.1
