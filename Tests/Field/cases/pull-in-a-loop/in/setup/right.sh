#!/bin/sh
for m in "$@"; do ollama pull "$m"; done
for m in qwen2.5:2b; do echo "$m is not here"; done
for m in qwen3:8b; do ollama pull "$m"; done
