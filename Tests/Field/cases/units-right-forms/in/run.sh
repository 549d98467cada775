export OLLAMA_MODELS="$HOME/models"
ollama serve
