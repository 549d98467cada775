setx OLLAMA_MODELS D:\models
