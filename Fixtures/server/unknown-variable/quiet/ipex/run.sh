source ipex-llm-init --gpu --device Arc
export OLLAMA_NUM_GPU=999
./ollama serve
