-- what is computed is not judged
require("minuet").setup({
  provider = vim.env.MINUET or "openai_fim_compatible",
  provider_options = {
    openai_fim_compatible = {
      api_key = "TERM",
      end_point = vim.env.OLLAMA .. "/v1/completions",
      model = "qwen2.5-coder:7b",
    },
  },
})
require("gen").setup { model = "llama3.1:8b", host = "gpubox", port = "11434" }
