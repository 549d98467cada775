#!/bin/sh
OLLAMA_LLM_LIBRARY="cpu_avx2" ollama serve
