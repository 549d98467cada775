#!/bin/sh
sudo -u llm taskset -c 0-7 nice -n 5 llama-server -m /m/a.gguf --ubatch 256 --host 127.0.0.1 --port 8081
