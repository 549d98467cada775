#!/bin/sh
# llama-server answers with and without /v1.
export OPENAI_BASE_URL="http://localhost:8080"
gptscript notes.gpt
