#!/bin/sh
ollama pull mistral:7b
