return {
  "yetone/avante.nvim",
  opts = {
    provider = "ollama",
    providers = {
      ollama = {
        endpoint = "http://127.0.0.1:11434/v1",
        model = "qwen2.5-coder:32b",
        parse_curl_args = function(opts, code_opts)
          return { url = opts.endpoint .. "/chat/completions", body = { model = opts.model, stream = true } }
        end,
      },
    },
  },
}
