return {
  {
    "yetone/avante.nvim",
    opts = {
      provider = "ollama",
      providers = { ollama = { endpoint = "http://gpubox:11434", model = "qwen3:14b" } }, -- the box below the desk
    },
  },
}
