#!/bin/sh
curl http://ollama:11434/api/pull -d "{}"
