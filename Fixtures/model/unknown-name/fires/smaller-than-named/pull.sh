#!/bin/sh
ollama pull llama3:8b
# Less memory:
ollama pull llama3:7b
