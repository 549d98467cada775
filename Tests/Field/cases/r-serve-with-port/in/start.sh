#!/bin/sh
ollama serve --host 0.0.0.0 --port 11434
