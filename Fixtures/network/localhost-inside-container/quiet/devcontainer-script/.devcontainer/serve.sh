#!/bin/bash
nohup ollama serve > /tmp/ollama.log 2>&1 &
