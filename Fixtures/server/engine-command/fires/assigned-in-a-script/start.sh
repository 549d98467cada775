#!/bin/sh
TEMPLATE="--chat-template chatml"
llama-server -m /models/qwen3-8b.gguf -ngl=99 "$TEMPLATE"
