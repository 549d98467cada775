#!/bin/sh
export OPENAI_BASE_URL="http://localhost:1234"
gptscript notes.gpt
