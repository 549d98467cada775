#!/bin/sh
for model in qwen3:8b llama3.1:8b; do
  sed "s|^FROM.*|FROM $model|" Modelfile | ollama create "${model%%:*}-128k" -f -
done
