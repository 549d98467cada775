#!/bin/sh
export OLLAMA_KEEP_ALIVE=2h
systemctl --user import-environment OLLAMA_KEEP_ALIVE
systemctl --user restart ollama
