(use-package gptel
  :config
  (setq gptel-model 'qwen3:8b
        gptel-backend (gptel-make-ollama "Ollama" :host "localhost:11434" :stream t :models '(qwen3:8b))))
