(gptel-make-openai "Ollama"
  :host "localhost:11434"
  :stream t
  :models '(qwen3:8b)
  :protocol "http")
