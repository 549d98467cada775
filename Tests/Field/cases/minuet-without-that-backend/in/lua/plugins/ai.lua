return {
  "milanglacier/minuet-ai.nvim",
  config = function()
    require("minuet").setup({ provider = "ollama", provider_options = { model = "qwen2.5-coder:7b", host = "http://localhost:11434" } })
  end,
}
