return {
  "yetone/avante.nvim",
  opts = {
    provider = "openai",
    openai = {
      endpoint = "https://openrouter.ai/api/v1",
      model = "deepseek/deepseek-chat",
    },
  },
}
