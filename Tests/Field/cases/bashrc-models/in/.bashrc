export OLLAMA_MODELS=/data/ollama/models/
