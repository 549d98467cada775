#!/bin/sh
# Starts LM Studio for the agent.
lms server start
lms load qwen/qwen3-coder-30b --context-length 65536 --gpu max
