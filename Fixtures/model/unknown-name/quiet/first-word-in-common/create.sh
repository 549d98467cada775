#!/bin/sh
ollama create my-coder -f coder.Modelfile
