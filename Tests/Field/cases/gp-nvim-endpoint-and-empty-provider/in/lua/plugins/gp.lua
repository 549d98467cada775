return { "robitx/gp.nvim", opts = { providers = {
  ollama = { endpoint = "http://localhost:11434" },
}, agents = {
  { provider = "ollama", name = "Q", chat = true, model = { model = "qwen3-8b", num_ctx = 8192 } },
} } }
