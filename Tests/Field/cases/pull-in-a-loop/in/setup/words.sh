#!/bin/sh
LIST="nomic-embed-text llama3.2:8b"
for m in $LIST; do ollama pull $m; done
