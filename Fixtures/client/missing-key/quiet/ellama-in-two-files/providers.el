(require 'llm-ollama)
