;; providers.el loads the library.
(load "~/.emacs.d/providers")
(setopt ellama-provider (make-llm-ollama :chat-model "qwen3:8b"))
