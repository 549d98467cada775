#!/bin/sh
ollama create helper -f Modelfile.gguf
