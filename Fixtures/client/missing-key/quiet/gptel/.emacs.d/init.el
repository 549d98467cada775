(gptel-make-openai "Ollama"
  :host "localhost:11434"
  :protocol "http"
  :models '(qwen3:8b))
(gptel-make-ollama "Native" :host "localhost:11434" :stream t :models '(qwen3:8b))
