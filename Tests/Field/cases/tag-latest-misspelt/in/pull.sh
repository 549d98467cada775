#!/bin/sh
ollama pull nomic-embed-text:lastest
ollama pull mistral:latets
