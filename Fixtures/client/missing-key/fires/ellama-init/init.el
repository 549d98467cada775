;; The provider is built before ellama loads the library for it.
(use-package ellama
  :bind ("C-c e" . ellama)
  :init
  (setopt ellama-provider
          (make-llm-ollama :chat-model "qwen3:8b" :embedding-model "nomic-embed-text")))
