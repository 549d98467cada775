#!/bin/bash
nohup ollama serve > /dev/null 2>&1 &
ollama pull llama3.1:8b
wait
