(setq gptel-model 'qwen3:8b
      gptel-backend (gptel-make-ollama "Ollama"
                      :host "http://localhost:11434" ; this computer
                      :models '(qwen3:8b)))
