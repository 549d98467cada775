#!/bin/bash
export OLLAMA_NUM_PARALLEL=4
export OLLAMA_KEEP_ALIVE=24h
export OLLAMA_FLASH_ATTENTION=1
ollama serve
