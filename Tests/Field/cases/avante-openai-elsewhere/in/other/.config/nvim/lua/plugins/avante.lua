return {
  "yetone/avante.nvim",
  opts = {
    provider = "openai",
    providers = {
      openai = {
        endpoint = "http://127.0.0.1:1234/v1",
        model = "qwen2.5-coder-7b-instruct",
      },
    },
  },
}
