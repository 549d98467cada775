#!/bin/sh
# CPU only
OLLAMA_NUM_GPU=0 ollama serve
