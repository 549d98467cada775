#!/bin/sh
llama-server -m /srv/models/qwen3.gguf -c 32k --cache-type-k q8 --port 8080
