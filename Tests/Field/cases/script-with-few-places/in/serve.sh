#!/bin/bash
OLLAMA_NUM_PARALLEL=2 OLLAMA_CONTEXT_LENGTH=8192 ollama serve > serve.log 2>&1 &
until ollama list > /dev/null; do sleep 1; done
ollama run llama3.1:8b ""
wait
