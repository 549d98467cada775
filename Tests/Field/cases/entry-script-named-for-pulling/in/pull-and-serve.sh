#!/bin/bash
ollama serve &
sleep 4
ollama pull qwen3:8b
wait
