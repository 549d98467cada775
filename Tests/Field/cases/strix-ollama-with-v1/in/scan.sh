#!/bin/sh
export STRIX_LLM="openai/gpt-oss:20b"
export LLM_API_BASE="http://localhost:11434"
strix --target ./app
