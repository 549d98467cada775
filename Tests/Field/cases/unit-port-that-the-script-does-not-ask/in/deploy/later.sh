#!/bin/bash
set -a; . /etc/models.env; set +a
sudo systemctl restart ollama
sleep 10
ollama ps
