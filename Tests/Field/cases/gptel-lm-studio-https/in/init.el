(setq gptel-backend (gptel-make-openai "LM" :host "localhost:1234" :stream t :models '(qwen3-8b)))
