#!/bin/bash
llama-server -m /models/bge-reranker-v2-m3.gguf -c 8192 --reranking --host 127.0.0.1 --port 8090
