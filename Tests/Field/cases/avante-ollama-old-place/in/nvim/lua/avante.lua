return { "yetone/avante.nvim", opts = { provider = "ollama", ollama = { endpoint = "http://127.0.0.1:11434/v1", model = "qwen3-coder-30b" } } }
