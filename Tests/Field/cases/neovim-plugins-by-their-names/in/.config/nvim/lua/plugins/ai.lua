return {
  { "milanglacier/minuet-ai.nvim", config = function()
    require("minuet").setup({
      provider = "openai_fim_compatible",
      provider_options = { openai_fim_compatible = { name = "Ollama", end_point = "http://localhost:11434/v1/completions", model = "qwen2.5-coder:7b" } },
    })
  end },
}
