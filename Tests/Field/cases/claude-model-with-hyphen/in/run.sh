#!/bin/sh
export ANTHROPIC_BASE_URL=http://localhost:11434
claude -p --model gpt-oss-20b "$1"
