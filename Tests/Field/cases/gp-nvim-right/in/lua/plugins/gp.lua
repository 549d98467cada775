return { "robitx/gp.nvim", config = function()
  require("gp").setup({ providers = { ollama = { disable = false, endpoint = "http://localhost:11434/v1/chat/completions", secret = "x" }, lmstudio = { endpoint = "http://localhost:1234/v1/chat/completions", secret = "x" } }, agents = { { provider = "ollama", name = "Q", chat = true, command = true, model = { model = "qwen3:8b" } }, { name = "ChatGPT4o", disable = true } } })
end }
