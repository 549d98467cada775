# two at once
OLLAMA_NUM_PARALLEL=2 ollama serve
