#!/bin/sh
ollama pull --insecure qwen2.5-coder:7b > pull.log 2>&1
ollama create helper -f Modelfile --quantize q4_K_M
ollama pull $MODEL
ollama rm a b
ollama run llama3.2:3b "Say hello" and more
ollama list llama
