;; chat
(require 'gptel)
(gptel-make-ollama "Box"
 :host "localhost:11434"
 :models '(llama3.2:3b) :stream t)
(gptel-make-openai "ChatGPT" :key "secret-from-authinfo")

(setq gptel-backend (gptel-make-openai "Ollama (OpenAI style)")
      gptel-model 'llama3.2:3b)
