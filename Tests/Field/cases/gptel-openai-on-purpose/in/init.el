(gptel-make-ollama "Box"
 :host "localhost:11434"
 :models '(gemma3:4b))
(gptel-make-openai "llama.cpp" :host "localhost:8080" :protocol "http" :models '(any))
(setq gptel-backend (gptel-make-openai "ChatGPT" :key #'gptel-api-key :stream t)
      gptel-model 'gpt-4o-mini)
