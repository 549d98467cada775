#!/bin/bash
CHAT_FORMAT="--chat-template openchat"
llama-server \
    --model "${MODEL_PATH}" \
    --host "${HOST:=0.0.0.0}" \
    --port "${PORT:=8001}" \
    --gpu_layers "${GPU_LAYERS:=0}" \
    "${CHAT_FORMAT}"
