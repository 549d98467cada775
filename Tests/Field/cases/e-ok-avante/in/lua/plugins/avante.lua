return {
  "yetone/avante.nvim",
  build = "make",
  opts = {
    provider = "ollama",
    providers = {
      ollama = {
        endpoint = "http://127.0.0.1:11434",
        model = "qwen3:8b",
        is_env_set = function() return true end,
        extra_request_body = { options = { num_ctx = 32768 } },
      },
    },
  },
}
