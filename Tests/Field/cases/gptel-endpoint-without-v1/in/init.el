(setq gptel-model 'house
      gptel-backend
      (gptel-make-openai "LM Studio"
        :protocol "http"
        :host "localhost:1234"
        :endpoint "/chat/completions"
        :stream t
        :models '(house)))
