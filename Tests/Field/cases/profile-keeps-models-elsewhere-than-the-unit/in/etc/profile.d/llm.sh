export OLLAMA_MODELS=/data/models
