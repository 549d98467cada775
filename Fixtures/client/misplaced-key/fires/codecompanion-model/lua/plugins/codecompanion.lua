return {
  "olimorris/codecompanion.nvim",
  opts = {
    interactions = {
      chat = { adapter = "ollama", model = "qwen3:8b" },
      inline = { adapter = { name = "ollama", model = "qwen2.5-coder:7b" } },
    },
  },
}
