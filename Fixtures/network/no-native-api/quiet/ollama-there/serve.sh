#!/bin/sh
OLLAMA_HOST=127.0.0.1:1234 ollama serve
