return {
  "Kurama622/llm.nvim",
  config = function()
    require("llm").setup({
      url = "http://localhost:11434",
      model = "gemma4",
      api_type = "ollama",
      fetch_key = "None",
    })
  end,
}
