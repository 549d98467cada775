#!/bin/bash
curl -s http://localhost:11434/api/generate -d '{"model": "qwen3:8b", "prompt": "Hi", "num_ctx": 16384}'
curl -s http://localhost:11434/v1/chat/completions -H 'Content-Type: application/json' -d '{"model": "qwen3:8b", "messages": [], "options": {"num_ctx": 16384}}'
curl -s http://localhost:11434/api/chat -d '{"model": "qwen3:8b", "messages": [], "stream": "false"}'
curl -s http://localhost:11434/api/chat -d "{'model': 'qwen3:8b', 'messages': []}"
