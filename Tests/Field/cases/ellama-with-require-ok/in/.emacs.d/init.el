(use-package llm-ollama :ensure nil :demand t)
(use-package ellama
  :init (setopt ellama-provider (make-llm-ollama :chat-model "qwen3:8b")))
