#!/bin/bash
vllm serve Qwen/Qwen3-8B --limit-mm-per-prompt {"image":2}
