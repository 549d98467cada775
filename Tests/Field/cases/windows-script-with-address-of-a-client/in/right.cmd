set OPENAI_BASE_URL=http://localhost:11434/v1
set OLLAMA_BASE_URL=http://localhost:11434
curl %OLLAMA_BASE_URL%/api/tags
