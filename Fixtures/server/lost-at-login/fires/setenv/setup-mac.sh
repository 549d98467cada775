#!/bin/sh
launchctl setenv OLLAMA_KEEP_ALIVE 30m
open -a Ollama
