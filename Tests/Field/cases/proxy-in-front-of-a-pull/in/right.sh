#!/bin/sh
export HTTPS_PROXY=http://10.3.0.9:3128
curl -fsSL https://ollama.com/install.sh | sh
