if true then return {} end

return { "yetone/avante.nvim", opts = { provider = "ollama", vendors = { ollama = { endpoint = "http://localhost:11434/v1", model = "qwen3:8b" } } } }
