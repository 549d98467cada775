#!/bin/bash
vllm serve Qwen/Qwen3-8B --limit-mm-per-prompt '{"image":2}' --hf-overrides "{\"a\": 1}" --speculative-config "$SPEC"
