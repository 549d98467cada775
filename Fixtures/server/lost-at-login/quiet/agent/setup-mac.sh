#!/bin/sh
launchctl setenv OLLAMA_KEEP_ALIVE 30m
cp ollama.environment.plist ~/Library/LaunchAgents/
