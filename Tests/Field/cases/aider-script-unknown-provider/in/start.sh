#!/bin/bash
export OPENAI_API_BASE=http://localhost:11434/v1
uvx aider --model home/qwen3-coder:30b --watch-files
