#!/bin/sh
llama-server -hf Qwen/Qwen3-8B-GGUF --port 8080 -c 65536 --jinja
