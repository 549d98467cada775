export OLLAMA_MODELS='~/ai/models'
