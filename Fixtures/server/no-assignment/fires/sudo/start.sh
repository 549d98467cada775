#!/bin/bash
export OLLAMA_KEEP_ALIVE=24h
sudo ollama serve
