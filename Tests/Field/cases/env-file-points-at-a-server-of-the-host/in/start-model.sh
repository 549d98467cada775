#!/bin/sh
llama-server -m "$HOME/gguf/small.gguf" --alias small --host 0.0.0.0 --port 8080 -c 16384
