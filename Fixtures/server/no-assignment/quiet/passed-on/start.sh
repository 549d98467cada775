#!/bin/bash
OLLAMA_KEEP_ALIVE=24h
export OLLAMA_KEEP_ALIVE
sudo -E ollama serve
