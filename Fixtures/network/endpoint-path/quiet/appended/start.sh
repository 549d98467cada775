#!/bin/sh
export OPENAI_API_BASE=http://localhost:11434
curl -s "$OPENAI_API_BASE/v1/models"
