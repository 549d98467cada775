#!/bin/sh
codex -c model_provider=ollama -c model_providers.ollama.base_url=http://192.168.1.5:11434/v1 -m gpt-oss:20b "$@"
