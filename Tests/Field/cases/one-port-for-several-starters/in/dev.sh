#!/bin/bash
python -m vllm.entrypoints.openai.api_server --model facebook/opt-125m --port 8000
