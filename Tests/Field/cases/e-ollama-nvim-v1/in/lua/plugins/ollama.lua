return {
  "nomnivore/ollama.nvim",
  opts = {
    model = "mistral",
    url = "http://127.0.0.1:11434/v1",
  },
}
