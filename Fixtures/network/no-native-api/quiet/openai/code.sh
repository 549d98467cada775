#!/bin/sh
export LM_STUDIO_API_BASE=http://127.0.0.1:1234/v1
export LM_STUDIO_API_KEY=none
aider --model lm_studio/qwen3-8b
