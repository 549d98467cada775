#!/bin/bash
launchctl setenv OLLAMA_KEEP_ALIVE 24h
