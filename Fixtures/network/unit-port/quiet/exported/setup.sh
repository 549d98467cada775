#!/bin/sh
cp units/ollama.service /etc/systemd/system/
systemctl enable --now ollama.service
export OLLAMA_HOST=127.0.0.1:12000
until ollama list; do sleep 1; done
ollama pull gemma3:4b
