require("minuet").setup({
  virtualtext = {
    provider = "openai_fim_compatible",
    provider_options = {
      openai_fim_compatible = { end_point = "http://localhost:11434/v1/completions", model = "qwen2.5-coder:7b", api_key = "TERM" },
    },
  },
})
