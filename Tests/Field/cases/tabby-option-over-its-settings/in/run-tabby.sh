#!/bin/sh
./tabby serve --model deepseek-coder:6.7b --chat-model Qwen2.5-Coder-0.5B-Instruct --device cuda
