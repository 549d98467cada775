#!/bin/sh
curl -s http://localhost:11434/api/pull -d '{"model": "mistral-7b"}'
