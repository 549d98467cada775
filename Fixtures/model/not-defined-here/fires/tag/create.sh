#!/bin/sh
ollama create coder:14b -f Modelfile
