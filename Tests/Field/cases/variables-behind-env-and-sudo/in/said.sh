#!/bin/sh
echo OLLAMA_HOST=0.0.0.0 ollama serve
