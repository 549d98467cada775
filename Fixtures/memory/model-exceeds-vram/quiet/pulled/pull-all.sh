#!/bin/sh
ollama pull qwen3:4b
ollama pull qwen3:32b
ollama pull llama3.3:70b
