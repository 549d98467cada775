return {
  "huggingface/llm.nvim",
  opts = {
    backend = "ollama",
    model = "starcoder2:3b",
    url = "http://localhost:11434/api/generate",
    request_body = { options = { num_predict = 80 } },
  },
}
