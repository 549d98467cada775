return {
  "yetone/avante.nvim",
  opts = {
    provider = "openai",
    openai = {
      endpoint = "http://127.0.0.1:11434",
      model = "codegemma",
      ["local"] = true,
    },
  },
}
