#!/bin/sh
ollama create coder-32k -f coder-32k.Modelfile
