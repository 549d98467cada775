#!/bin/bash
set -e
sudo rsync -a /usr/share/ollama/.ollama/models/ /mnt/fast/models/
export OLLAMA_MODELS="/mnt/fast/models"
sudo systemctl restart ollama.service
