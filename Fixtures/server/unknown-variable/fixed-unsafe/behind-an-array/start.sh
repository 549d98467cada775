#!/bin/bash
PROMPTS=("What's up?" # don't ask
  'second')
export OLLAMA_CONTEXT_LENGTH=8192
ollama serve
