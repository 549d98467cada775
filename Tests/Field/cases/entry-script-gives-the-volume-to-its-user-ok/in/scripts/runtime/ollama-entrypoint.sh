#!/bin/sh
set -e
mkdir -p /home/ubuntu/.ollama
chown -R 1000:1000 /home/ubuntu/.ollama
export HOME=/home/ubuntu
exec setpriv --reuid=1000 --regid=1000 --clear-groups ollama serve
