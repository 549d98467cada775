#!/bin/bash
launchctl setenv OLLAMA_HOST=0.0.0.0
