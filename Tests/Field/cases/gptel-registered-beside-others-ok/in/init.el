(use-package gptel
  :config
  (setq gptel-api-key (getenv "OPENAI_API_KEY"))
  (gptel-make-ollama "Box"
    :host "localhost:11434"
    :stream t
    :models '(qwen3:8b)))
