return {
  "Kurama622/llm.nvim",
  config = function()
    local tools = require("llm.tools")
    require("llm").setup({
      url = "http://localhost:11434/api/chat",
      model = "qwen2.5-coder:7b",
      api_type = "ollama",
      app_handler = {
        Completion = {
          handler = tools.completion_handler,
          opts = { url = "http://localhost:11434/api/chat", model = "qwen2.5-coder:7b", api_type = "ollama" },
        },
      },
    })
  end,
}
