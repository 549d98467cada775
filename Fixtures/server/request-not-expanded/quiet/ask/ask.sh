#!/bin/bash
MODEL=qwen3:8b
ollama pull "$MODEL"
curl http://localhost:11434/api/generate -d '{"model": "'"$MODEL"'", "prompt": "hello"}'
curl http://localhost:11434/api/generate -d "{\"model\": \"$MODEL\", \"prompt\": \"hello\"}"
curl http://localhost:11434/api/generate -d '{"model": "qwen3:8b", "prompt": "What does $5 buy?"}'
