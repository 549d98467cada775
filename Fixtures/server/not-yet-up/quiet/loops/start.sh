#!/bin/bash
ollama serve &
while ! ollama pull qwen3:8b; do sleep 1; done
wait
