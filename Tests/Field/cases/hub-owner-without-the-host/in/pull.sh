#!/bin/sh
ollama pull Qwen/Qwen3-8B-GGUF:Q8_0
