return {
  "Kurama622/llm.nvim",
  config = function()
    require("llm").setup({
      url = "http://localhost:11434/api/chat",
      model = "qwen2.5-coder:7b",
      api_type = "ollama",
      app_handler = {
        Completion = {
          handler = "completion_handler",
          opts = { url = "http://localhost:11434/v1/completions", model = "qwen2.5-coder:1.5b", api_type = "ollama" },
        },
      },
    })
  end,
}
