#!/bin/sh
curl -sf http://127.0.0.1:11434/api/create -d '{"name":"coder","modelfile":"FROM qwen3:8b\nPARAMETER num_ctx 32768","stream":false}'
