#!/bin/sh
ollama create coder:14b -f Modelfile
ollama cp coder:14b coder
