export OPENAI_API_BASE=http://localhost:11434
