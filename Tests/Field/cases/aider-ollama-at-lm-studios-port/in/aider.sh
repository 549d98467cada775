export OLLAMA_API_BASE=http://127.0.0.1:1234
aider --model ollama_chat/google/gemma-3n-e4b
