#!/bin/sh
exec vllm serve Qwen/Qwen3-8B --enable-auto-tool-choice --tool-call-parser qwen3 --reasoning-parser qwen3
