return { "olimorris/codecompanion.nvim", opts = {
  adapters = { http = { ollama = function()
    return require("codecompanion.adapters").extend("ollama", {
      env = { url = "http://localhost:11434/" }, schema = { model = { default = "qwen3:8b" } },
    })
  end } },
  strategies = { chat = { adapter = "ollama" } } } }
