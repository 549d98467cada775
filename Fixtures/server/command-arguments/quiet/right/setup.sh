#!/bin/sh
ollama pull qwen2.5-coder:7b
ollama create helper -f Modelfile
ollama rm llama2:7b mistral:7b
