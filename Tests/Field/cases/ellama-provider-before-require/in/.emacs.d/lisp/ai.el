(setopt ellama-language "German")
(setopt ellama-summarization-provider (make-llm-ollama :host "gpubox" :chat-model "qwen3:8b"))
