#!/bin/sh
helm upgrade --install ollama otwld/ollama --namespace ollama -f values.yaml --set ollama.gpu.enabled=true
