#!/bin/bash
ollama serve &
ollama pull qwen3:8b
ollama create coder
