#!/bin/bash
curl -L https://ollama.com/download/ollama-linux-amd64.tgz -o ollama.tgz
sudo tar -C /usr -xzf ollama.tgz
sudo curl -L https://ollama.ai/download/ollama-linux-amd64 -o /usr/bin/ollama
