return {
  "huggingface/llm.nvim",
  config = function()
    require("llm").setup({
      backend = "ollama",
      url = "http://localhost:11434",
      model = "starcoder2:7b",
    })
  end,
}
