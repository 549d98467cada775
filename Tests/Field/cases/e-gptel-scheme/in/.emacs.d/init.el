(setq gptel-backend (gptel-make-ollama "Ollama"
  :host "http://localhost:11434/api"
  :stream t
  :models '(mistral:7b)))
