(setq gptel-model "qwen3:8b"
      gptel-backend (gptel-make-ollama "Ollama" :host "localhost:11434" :models '("qwen3:8b" "llama3.2")))
