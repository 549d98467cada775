require("codecompanion").setup({
  strategies = {
    inline = { adapter = "ollama", model = "qwen3:14b" },
  },
})
