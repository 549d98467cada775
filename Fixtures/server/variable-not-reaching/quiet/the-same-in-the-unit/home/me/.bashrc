export CUDA_VISIBLE_DEVICES=1
export OLLAMA_MODELS=/data/models
