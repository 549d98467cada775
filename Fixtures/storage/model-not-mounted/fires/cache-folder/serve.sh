#!/bin/bash
vllm serve /home/me/.cache/huggingface/hub/models--Qwen--Qwen3-8B --port 8000
