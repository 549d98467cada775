#!/bin/bash
OLLAMA_KEEP_ALIVE=24h
ollama serve
