#!/bin/sh
set -eu
ollama create coder -f Modelfile.coder
