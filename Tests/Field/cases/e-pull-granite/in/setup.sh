#!/bin/sh
ollama pull granite:3.3
ollama pull nomic-embed-text
