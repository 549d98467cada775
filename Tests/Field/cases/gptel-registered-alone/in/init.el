(use-package gptel
  :config
  (gptel-make-ollama "Box"
    :host "localhost:11434"
    :stream t
    :models '(qwen3:8b)))
