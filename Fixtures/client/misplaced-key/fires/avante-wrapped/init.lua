require("avante").setup({
  ai = {
    provider = "ollama",
    providers = { ollama = { endpoint = "http://localhost:11434", model = "qwen3:8b" } },
  },
})
