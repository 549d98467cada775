(require 'gptel)
(setq gptel-model 'qwen2.5-coder-7b
      gptel-backend (gptel-make-ollama "Ollama"
                      :host "localhost:11434"
                      :stream t
                      :models '(qwen2.5-coder-7b)))
