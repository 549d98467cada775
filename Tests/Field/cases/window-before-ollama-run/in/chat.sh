#!/usr/bin/env bash
# a longer window for the coding model
set -euo pipefail

ollama pull gpt-oss:20b
OLLAMA_CONTEXT_LENGTH=64000 ollama run gpt-oss:20b
