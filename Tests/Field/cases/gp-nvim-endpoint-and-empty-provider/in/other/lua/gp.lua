require("gp").setup({ providers = { openai = {},
  ollama = {} }, agents = { { provider = "ollama", name = "Q", chat = true, model = "qwen3:8b" } } })
