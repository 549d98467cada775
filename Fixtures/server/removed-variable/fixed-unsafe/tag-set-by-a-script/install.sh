#!/bin/sh
helm upgrade --install ollama otwld/ollama -f values.yaml --set image.tag=0.5.7
