(require 'gptel)
(gptel-make-ollama "Ollama" :host "localhost:11434" :stream t :models '(llama3.2:3b))
