#!/bin/zsh
export OLLAMA_FLASH_ATTENTION=1
brew services restart ollama
