#!/bin/sh
for name in $(cat names.txt); do
  ollama create "acme-$name" -f "models/Modelfile.$name"
done
