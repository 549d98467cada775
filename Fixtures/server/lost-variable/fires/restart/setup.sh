#!/bin/sh
export OLLAMA_MODELS=/srv/models
export OLLAMA_KEEP_ALIVE=2h
sudo systemctl restart ollama
