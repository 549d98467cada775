#!/bin/sh
ollama serve --port 11435
