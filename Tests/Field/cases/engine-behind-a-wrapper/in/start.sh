#!/bin/bash
taskset -c 0-7 nice -n 5 /opt/llama/bin/llama-server --model /m/a.gguf --no-mmap --mlock --port 8080
