#!/bin/sh
exec llama-server -m ~/models/qwen3-coder.gguf --port 8081 -ngl 99
