#!/bin/sh
ollama create mine -f ./Modelfile.gguf-import
