#!/bin/sh
ollama pull qwen2.5-coder:7b nomic-embed-text
ollama create helper Modelfile
ollama install llama3.2:3b
