(use-package gptel
  :config
  (gptel-make-openai "LM Studio" :host "localhost:1234" :protocol "http" :stream t :models '(house)))
