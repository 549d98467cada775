(setopt ellama-provider
        (make-llm-ollama :host "gpubox" :port 11434 :chat-model "llama3.1:8b"
                         :default-chat-non-standard-params '(("num_ctx" . 16384))))
