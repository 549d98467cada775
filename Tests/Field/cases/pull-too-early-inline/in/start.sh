#!/bin/sh
ollama serve >/tmp/o.log 2>&1 &
ollama pull llama3.2
wait
