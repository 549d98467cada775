#!/bin/sh
export OPENAI_BASE_URL=http://localhost:1234/v1
gptscript notes.gpt
