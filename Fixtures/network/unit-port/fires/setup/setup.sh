#!/bin/sh
cp units/ollama.service /etc/systemd/system/
systemctl daemon-reload
systemctl enable --now ollama.service
until nc -z 127.0.0.1 12000; do sleep 1; done
ollama pull gemma3:4b
