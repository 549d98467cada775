#!/bin/sh
ollama pull qllama/bge-small-en-v1.5
