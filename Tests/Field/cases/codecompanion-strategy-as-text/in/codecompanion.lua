require("codecompanion").setup({
  interactions = {
    chat = "ollama",
  },
})
