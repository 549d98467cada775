;; Behind :config, ellama's own default has loaded llm-ollama.
(use-package ellama
  :config
  (setopt ellama-provider (make-llm-ollama :chat-model "qwen3:8b")))
