(setq gptel-model 'qwen3:8b
      gptel-backend (gptel-make-ollama "Ollama"
                      :host "localhost:11434"
                      :models '(deepseek-coder-v2:16b (qwen3:8b :description "small" :capabilities (tool)))))
