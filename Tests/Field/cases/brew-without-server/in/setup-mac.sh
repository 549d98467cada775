#!/bin/zsh
brew install ollama jq
ollama pull gemma3:4b
