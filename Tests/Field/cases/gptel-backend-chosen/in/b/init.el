(use-package gptel
  :config
  (setq gptel-model 'gpt-4o)
  (gptel-make-ollama "Ollama" :host "localhost:11434" :stream t :models '(qwen3:8b)))
