#!/bin/sh
ollama serve && ollama pull qwen3:8b
