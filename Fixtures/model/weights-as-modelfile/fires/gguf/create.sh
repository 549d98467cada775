#!/bin/sh
ollama create mine -f ./model.Q4_K_M.gguf
