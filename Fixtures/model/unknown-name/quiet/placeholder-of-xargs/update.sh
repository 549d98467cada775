#!/bin/sh
# Pull every model again.
ollama list | tail -n +2 | awk '{print $1}' | xargs -I {} ollama pull {}
