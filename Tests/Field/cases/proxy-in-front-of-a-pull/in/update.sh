#!/bin/sh
https_proxy=http://10.3.0.9:3128 ollama pull qwen3:8b
