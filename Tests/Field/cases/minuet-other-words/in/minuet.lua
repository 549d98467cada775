require("minuet").setup({
  provider = "openai_fim_compatible",
  provider_options = {
    openai_fim_compatible = {
      base_url = "http://localhost:11434/v1/completions",
      model = "qwen2.5-coder:7b",
      name = "Ollama",
    },
  },
})
