#!/bin/sh
docker run --rm -v /data alpine ls /ollama/ollama
