if status is-interactive
    set -gx OLLAMA_KV_CACHE_TYPE q8_0
    set -l OLLAMA_NUM_PARALLEL 1
end
