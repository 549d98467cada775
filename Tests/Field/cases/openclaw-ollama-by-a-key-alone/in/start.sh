#!/bin/sh
export OLLAMA_API_KEY=ollama-local
openclaw gateway
