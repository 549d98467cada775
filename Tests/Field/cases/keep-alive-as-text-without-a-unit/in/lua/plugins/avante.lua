return { "yetone/avante.nvim", opts = {
  provider = "ollama",
  providers = { ollama = {
    endpoint = "http://localhost:11434",
    model = "qwen3:8b",
    extra_request_body = {
      keep_alive = "-1",
      options = { num_ctx = 32768 },
    } } },
} }
