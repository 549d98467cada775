export OLLAMA_CONTEXT_LENGTH=65536
systemctl --user import-environment OLLAMA_CONTEXT_LENGTH
