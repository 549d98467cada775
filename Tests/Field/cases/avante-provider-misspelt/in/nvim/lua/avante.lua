return { "yetone/avante.nvim", opts = { provider = "olama", providers = { ollama = { endpoint = "127.0.0.1:11434", model = "qwen3-coder:30b", options = { num_ctx = 32768 } } } } }
