return {
  "huggingface/llm.nvim",
  opts = {
    backend = "ollama",
    model = "starcoder2:3b",
    url = "http://localhost:11434",
    request_body = { parameters = { max_new_tokens = 80 } },
  },
}
