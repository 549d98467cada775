#!/bin/bash
apt-get update && apt-get install -y curl
exec ollama serve
