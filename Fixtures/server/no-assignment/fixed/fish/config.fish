set -gx OLLAMA_ORIGINS '*'
function llm
    OLLAMA_ORIGINS='app://obsidian.md*' ollama serve
end
