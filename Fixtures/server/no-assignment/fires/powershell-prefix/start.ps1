# for the web app
OLLAMA_KEEP_ALIVE="1h" ollama serve
set OLLAMA_NUM_PARALLEL=2
export OLLAMA_LOAD_TIMEOUT=10m
