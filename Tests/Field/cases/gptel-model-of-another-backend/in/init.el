(gptel-make-ollama "Box"
 :host "localhost:11434"
 :models '("gemma3:4b" "qwen3:8b"))

(setq-default gptel-backend (gptel-make-openai "Mine" :stream t)
              gptel-model "gemma3:4b")
