#!/bin/sh
ollama run gemma3:4b
ollama list
