export EDITOR=vim
export OLLAMA_KEEP_ALIVE=24h
