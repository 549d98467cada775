(use-package gptel
  :config
  (setq gptel-model 'llama3
        gptel-backend (gptel-make-ollama "Ollama"
                        :host "localhost:11434"
                        :models '(deepseek-coder-v2:16b)
                        :stream t)))
