#!/bin/sh
curl http://localhost:11434/api/generate -d "{\"model\": \"$1\", \"options\": {\"num_ctx\": ${OLLAMA_NUM_CTX:-4096}}}"
