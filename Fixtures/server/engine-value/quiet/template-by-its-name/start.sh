#!/bin/bash
llama-server -m a.gguf --chat-template chatml --port 8080
llama-server -m a.gguf --chat-template "{{ messages[0].content }}" --port 8081
llama-server -m a.gguf --chat-template-file ./template.jinja --port 8082
vllm serve Qwen/Qwen3-8B --chat-template ./template.jinja
