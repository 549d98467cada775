#!/bin/bash
ollama create coder -f coder.modelfile
