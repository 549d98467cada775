#!/bin/sh
hf download Qwen/Qwen3-8B --local-dir "$MODELS_DIR"
