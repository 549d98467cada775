#!/bin/bash
OPENAI_API_BASE=http://127.0.0.1:11434 python agent.py
