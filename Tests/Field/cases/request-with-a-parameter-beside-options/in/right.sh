#!/bin/bash
curl -s http://localhost:11434/api/generate -d '{"model": "qwen3:8b", "prompt": "Hi", "stream": false, "system": "Be brief", "keep_alive": -1, "options": {"num_ctx": 16384}}'
curl -s http://localhost:11434/v1/chat/completions -d '{"model": "qwen3:8b", "messages": [], "temperature": 0.2, "top_p": 0.9, "stop": ["x"]}'
curl -s http://localhost:9000/api/generate -d '{"prompt": "Hi", "temperature": 1}'
