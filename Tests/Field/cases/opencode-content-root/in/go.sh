#!/bin/sh
OPENCODE_CONFIG_CONTENT='{"provider":{"ollama":{"npm":"@ai-sdk/openai-compatible","options":{"baseURL":"http://localhost:11434"},"models":{"qwen3:8b":{}}}}}' opencode
