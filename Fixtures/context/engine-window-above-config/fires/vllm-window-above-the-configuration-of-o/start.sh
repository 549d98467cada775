#!/bin/bash
exec vllm serve facebook/opt-125m --port 8000 --max-model-len 4096
