#!/bin/sh
llama-server --port 8080 -c 65536 --hf ggml-org/gemma-3-270m-it-GGUF
llama-server --port 8081 -c 65536 -m /models/small.gguf --log-format text
