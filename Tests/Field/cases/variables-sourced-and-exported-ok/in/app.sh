#!/usr/bin/env bash
source .env
ollama pull qwen3:8b
