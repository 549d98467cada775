export EDITOR=vim
export OLLAMA_MODELS=/data/models
