#!/bin/sh
env OLLAMA_HOST=0.0.0.0 ollama serve
