#!/bin/bash
PROMPTS=("What's up?" # don't ask
  'second')
export OLLAMA_NUM_CTX=8192
ollama serve
