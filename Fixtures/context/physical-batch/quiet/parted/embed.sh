#!/bin/sh
# 512 tokens for each of four requests; the other model was trained for no more.
llama-server -m /models/nomic-embed-text-v1.5.Q8_0.gguf --embeddings --ctx-size 2048 --parallel 4 --port 8085
llama-server -m /models/mxbai-embed-large-v1.Q8_0.gguf --embeddings --port 8086
