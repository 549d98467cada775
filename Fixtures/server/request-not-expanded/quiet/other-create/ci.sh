#!/bin/sh
# Registers the job that pulls models into ollama.
NAME=nightly
curl https://ci.example.org/api/create -d '{"name":"$NAME"}'
curl https://ci.example.org/api/create -d '{"name":"nightly","path":"jobs/ollama"}'
ollama pull qwen3:8b
